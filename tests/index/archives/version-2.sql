PRAGMA application_id = 1366650740;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE aliases (
        spelling TEXT PRIMARY KEY,
        name TEXT NOT NULL
    );
INSERT INTO "aliases" VALUES('The Pilot','Ada Fenwick');
CREATE TABLE archive (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        id TEXT NOT NULL,
        change INTEGER NOT NULL,
        created TEXT NOT NULL
    );
INSERT INTO "archive" VALUES(1,'69156500-09e6-4492-a9b1-347a30ebbb63',3950069,'2026-11-20T19:00:21+00:00');
CREATE TABLE articles (
        article_no INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT,
        outlet TEXT,
        published TEXT,
        url TEXT,
        byline TEXT,
        language TEXT NOT NULL,
        text TEXT NOT NULL,
        path TEXT,
        digest TEXT NOT NULL,
        added TEXT NOT NULL
    );
INSERT INTO "articles" VALUES(1,'a.txt',NULL,'The Bay Record','2031-03-02','https://bay.example/1',NULL,'en','The council met on Monday.

“The old bridge will be closed to all traffic before the first winter storms arrive” said Ada Fenwick, the mayor’s deputy.

“Every passenger who paid for a cancelled ferry crossing will get the money back by May” said Ada Fenwick.','/news/bay/a.txt','55871f1cbb0f54cdb0c1eb62102f553d40b585df356a7fb10c43a4b52cc5aff5','2026-11-20T19:00:21+00:00');
INSERT INTO "articles" VALUES(2,'b.txt',NULL,'Port Gazette','2031-03-03',NULL,NULL,'en','The council met on Monday.

“The old bridge will be closed to all traffic before the first winter storms arrive” said A. Fenwick.',NULL,'dcb49926026bd7a628a51d50d19bf08f66ead3fe6912bb233fcf9c016c16fb6b','2026-11-20T19:00:21+00:00');
INSERT INTO "articles" VALUES(3,'c.txt',NULL,'The Bay Record','2031-03-03',NULL,NULL,'en','The council met on Monday.

“The museum opens in June” said Tomás Ilić.',NULL,'a1c4c0dabf49c33042f29c6640c04ea16561b39e0c825044e4faa509dcac90d6','2026-11-20T19:00:21+00:00');
CREATE TABLE changes (
        change INTEGER PRIMARY KEY
    );
INSERT INTO "changes" VALUES(0);
INSERT INTO "changes" VALUES(116240);
INSERT INTO "changes" VALUES(811990);
INSERT INTO "changes" VALUES(1080877);
INSERT INTO "changes" VALUES(1485560);
INSERT INTO "changes" VALUES(2181868);
INSERT INTO "changes" VALUES(2399450);
INSERT INTO "changes" VALUES(2946064);
INSERT INTO "changes" VALUES(3950069);
CREATE TABLE cluster_members (
        cluster_no INTEGER NOT NULL REFERENCES clusters (cluster_no) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        quote_no INTEGER NOT NULL REFERENCES quotes (quote_no) ON DELETE CASCADE,
        relation TEXT NOT NULL,
        PRIMARY KEY (cluster_no, position)
    ) WITHOUT ROWID;
INSERT INTO "cluster_members" VALUES(2,0,2,'same');
INSERT INTO "cluster_members" VALUES(3,0,1,'same');
INSERT INTO "cluster_members" VALUES(3,1,3,'same');
INSERT INTO "cluster_members" VALUES(4,0,4,'same');
CREATE TABLE clusters (
        cluster_no INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        representative_id TEXT NOT NULL,
        first_published TEXT,
        text TEXT NOT NULL,
        speaker TEXT,
        outlet_count INTEGER NOT NULL,
        quote_count INTEGER NOT NULL,
        change INTEGER NOT NULL
    , center_no INTEGER);
INSERT INTO "clusters" VALUES(2,'cc89afcf6e48a157','a.txt:153','2031-03-02','Every passenger who paid for a cancelled ferry crossing will get the money back by May','Ada Fenwick',1,1,2946064,2);
INSERT INTO "clusters" VALUES(3,'c770f1fc05c6d020','a.txt:29','2031-03-02','The old bridge will be closed to all traffic before the first winter storms arrive','Ada Fenwick',2,2,3950069,1);
INSERT INTO "clusters" VALUES(4,'c41892eb01c7dabb','c.txt:29','2031-03-03','The museum opens in June','Tomás Ilić',1,1,1485560,4);
CREATE TABLE decisions (
        decision_no INTEGER PRIMARY KEY,
        verb TEXT NOT NULL CHECK (verb IN ('merge', 'forbid', 'split')),
        name TEXT NOT NULL,
        other TEXT NOT NULL,
        first_key TEXT NOT NULL,
        second_key TEXT NOT NULL,
        decided TEXT NOT NULL,
        UNIQUE (first_key, second_key)
    );
INSERT INTO "decisions" VALUES(1,'merge','Ada Fenwick','A. Fenwick','a fenwick','ada fenwick','2026-11-20T19:00:21+00:00');
CREATE TABLE history (
        history_no INTEGER PRIMARY KEY,
        article_id TEXT NOT NULL,
        ended TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (reason IN ('replaced', 'removed')),
        path TEXT,
        article TEXT NOT NULL,
        quotes TEXT NOT NULL
    );
INSERT INTO "history" VALUES(1,'c.txt','2026-11-20T19:00:21+00:00','replaced',NULL,'{"id": "c.txt", "title": null, "outlet": "The Bay Record", "published": "2031-03-03", "url": null, "byline": null, "language": "en", "text": "The council met on Monday.\n\n“The museum opens in June” said Ada Fenwick."}','[{"kind":"direct","medium":"speech","modality":"asserted","content":[{"start_char":29,"end_char":53,"text":"The museum opens in June"}],"cue":{"start_char":55,"end_char":59,"text":"said"},"confidence":1.0,"id":"c.txt:29","article_id":"c.txt","outlet":"The Bay Record","published":"2031-03-03","text":"The museum opens in June","speaker":{"name":"Ada Fenwick","kind":"person","confidence":1.0},"speaker_candidates":[]}]');
INSERT INTO "history" VALUES(2,'d.txt','2026-11-20T19:00:21+00:00','removed',NULL,'{"id": "d.txt", "title": null, "outlet": "The Bay Record", "published": null, "url": null, "byline": null, "language": "en", "text": "The council met on Monday.\n\n“Nobody told us about the orchard”"}','[{"kind":"direct","medium":"speech","modality":"asserted","content":[{"start_char":29,"end_char":61,"text":"Nobody told us about the orchard"}],"confidence":1.0,"id":"d.txt:29","article_id":"d.txt","outlet":"The Bay Record","text":"Nobody told us about the orchard","speaker_candidates":[]}]');
CREATE TABLE quotes (
        quote_no INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        article_no INTEGER NOT NULL REFERENCES articles (article_no) ON DELETE CASCADE,
        text TEXT NOT NULL,
        speaker TEXT,
        role TEXT,
        outlet TEXT,
        published TEXT,
        kind TEXT NOT NULL,
        medium TEXT NOT NULL,
        modality TEXT NOT NULL,
        start_char INTEGER NOT NULL,
        confidence REAL NOT NULL,
        record TEXT NOT NULL
    );
INSERT INTO "quotes" VALUES(1,'a.txt:29',1,'The old bridge will be closed to all traffic before the first winter storms arrive','Ada Fenwick','the mayor’s deputy','The Bay Record','2031-03-02','direct','speech','asserted',29,1.0,'{"kind":"direct","medium":"speech","modality":"asserted","content":[{"start_char":29,"end_char":111,"text":"The old bridge will be closed to all traffic before the first winter storms arrive"}],"cue":{"start_char":113,"end_char":117,"text":"said"},"confidence":1.0,"id":"a.txt:29","article_id":"a.txt","outlet":"The Bay Record","url":"https://bay.example/1","published":"2031-03-02","text":"The old bridge will be closed to all traffic before the first winter storms arrive","speaker":{"name":"Ada Fenwick","kind":"person","confidence":1.0},"speaker_candidates":[],"role":{"text":"the mayor’s deputy"}}');
INSERT INTO "quotes" VALUES(2,'a.txt:153',1,'Every passenger who paid for a cancelled ferry crossing will get the money back by May','Ada Fenwick',NULL,'The Bay Record','2031-03-02','direct','speech','asserted',153,1.0,'{"kind":"direct","medium":"speech","modality":"asserted","content":[{"start_char":153,"end_char":239,"text":"Every passenger who paid for a cancelled ferry crossing will get the money back by May"}],"cue":{"start_char":241,"end_char":245,"text":"said"},"confidence":1.0,"id":"a.txt:153","article_id":"a.txt","outlet":"The Bay Record","url":"https://bay.example/1","published":"2031-03-02","text":"Every passenger who paid for a cancelled ferry crossing will get the money back by May","speaker":{"name":"Ada Fenwick","kind":"person","confidence":1.0},"speaker_candidates":[]}');
INSERT INTO "quotes" VALUES(3,'b.txt:29',2,'The old bridge will be closed to all traffic before the first winter storms arrive','A. Fenwick',NULL,'Port Gazette','2031-03-03','direct','speech','asserted',29,1.0,'{"kind":"direct","medium":"speech","modality":"asserted","content":[{"start_char":29,"end_char":111,"text":"The old bridge will be closed to all traffic before the first winter storms arrive"}],"cue":{"start_char":113,"end_char":117,"text":"said"},"confidence":1.0,"id":"b.txt:29","article_id":"b.txt","outlet":"Port Gazette","published":"2031-03-03","text":"The old bridge will be closed to all traffic before the first winter storms arrive","speaker":{"name":"A. Fenwick","kind":"person","confidence":1.0},"speaker_candidates":[]}');
INSERT INTO "quotes" VALUES(4,'c.txt:29',3,'The museum opens in June','Tomás Ilić',NULL,'The Bay Record','2031-03-03','direct','speech','asserted',29,1.0,'{"kind":"direct","medium":"speech","modality":"asserted","content":[{"start_char":29,"end_char":53,"text":"The museum opens in June"}],"cue":{"start_char":55,"end_char":59,"text":"said"},"confidence":1.0,"id":"c.txt:29","article_id":"c.txt","outlet":"The Bay Record","published":"2031-03-03","text":"The museum opens in June","speaker":{"name":"Tomás Ilić","kind":"person","confidence":1.0},"speaker_candidates":[]}');
CREATE TABLE related_statements (
        center_no INTEGER NOT NULL REFERENCES quotes (quote_no) ON DELETE CASCADE,
        other_no INTEGER NOT NULL REFERENCES quotes (quote_no) ON DELETE CASCADE,
        PRIMARY KEY (center_no, other_no)
    ) WITHOUT ROWID;
CREATE TABLE removed_clusters (
        id TEXT PRIMARY KEY,
        change INTEGER NOT NULL
    );
INSERT INTO "removed_clusters" VALUES('c209b19d59d7fa36',2399450);
CREATE TABLE statement_forms (
        quote_no INTEGER PRIMARY KEY REFERENCES quotes (quote_no) ON DELETE CASCADE,
        length_order TEXT NOT NULL,
        moment_order TEXT NOT NULL,
        voice TEXT,
        keys_needed INTEGER NOT NULL,
        speaker_key TEXT,
        day INTEGER,
        topics TEXT,
        own_cluster_id TEXT NOT NULL,
        center_no INTEGER,
        relation TEXT
    );
INSERT INTO "statement_forms" VALUES(1,'999999840000010','02031-03-02T00:00:00+00:00	a.txt:29','["Ada Fenwick", true, "the mayor\u2019s deputy", null]',4,'p fnvk',741503,'arriv bridg close first old storm traff winter','c770f1fc05c6d020',1,'same');
INSERT INTO "statement_forms" VALUES(2,'999999830000010','02031-03-02T00:00:00+00:00	a.txt:153','["Ada Fenwick", true, "", null]',4,'p fnvk',741503,'=money =support cancel cross ferr passen pay','cc89afcf6e48a157',2,'same');
INSERT INTO "statement_forms" VALUES(3,'999999840000010','02031-03-03T00:00:00+00:00	b.txt:29','["Ada Fenwick", true, "", null]',4,'p fnvk',741504,'arriv bridg close first old storm traff winter','cd6eb3e88c99364b',1,'same');
INSERT INTO "statement_forms" VALUES(4,'999999940000010','02031-03-03T00:00:00+00:00	c.txt:29','["Tom\u00e1s Ili\u0107", true, "", null]',2,'p -lk',741504,'june museum open','c41892eb01c7dabb',4,'same');
CREATE TABLE statement_keys (
        key INTEGER NOT NULL,
        is_rare INTEGER NOT NULL,
        quote_no INTEGER NOT NULL,
        PRIMARY KEY (key, is_rare, quote_no)
    ) WITHOUT ROWID;
INSERT INTO "statement_keys" VALUES(67233833833684668,0,1);
INSERT INTO "statement_keys" VALUES(67233833833684668,0,3);
INSERT INTO "statement_keys" VALUES(341643112394788598,1,1);
INSERT INTO "statement_keys" VALUES(341643112394788598,1,3);
INSERT INTO "statement_keys" VALUES(346624930037051208,1,4);
INSERT INTO "statement_keys" VALUES(1502717854995320251,1,1);
INSERT INTO "statement_keys" VALUES(1502717854995320251,1,3);
INSERT INTO "statement_keys" VALUES(1821427785833779817,0,2);
INSERT INTO "statement_keys" VALUES(1890485920471484619,0,2);
INSERT INTO "statement_keys" VALUES(2248026599465973341,1,2);
INSERT INTO "statement_keys" VALUES(2275761039537705133,0,1);
INSERT INTO "statement_keys" VALUES(2275761039537705133,0,3);
INSERT INTO "statement_keys" VALUES(2359824295173406786,1,1);
INSERT INTO "statement_keys" VALUES(2359824295173406786,1,3);
INSERT INTO "statement_keys" VALUES(2484021896975074110,1,1);
INSERT INTO "statement_keys" VALUES(2484021896975074110,1,3);
INSERT INTO "statement_keys" VALUES(2512162419954207403,0,4);
INSERT INTO "statement_keys" VALUES(3192034461268657223,1,2);
INSERT INTO "statement_keys" VALUES(3768780373962062340,1,2);
INSERT INTO "statement_keys" VALUES(4328014220473346569,0,1);
INSERT INTO "statement_keys" VALUES(4328014220473346569,0,3);
INSERT INTO "statement_keys" VALUES(4719848587239730878,1,4);
INSERT INTO "statement_keys" VALUES(5030424470447186294,1,1);
INSERT INTO "statement_keys" VALUES(5030424470447186294,1,3);
INSERT INTO "statement_keys" VALUES(5516958851249831160,0,1);
INSERT INTO "statement_keys" VALUES(5516958851249831160,0,3);
INSERT INTO "statement_keys" VALUES(5783382167122195533,0,2);
INSERT INTO "statement_keys" VALUES(5873421087472688315,0,2);
INSERT INTO "statement_keys" VALUES(5980303015460687208,1,1);
INSERT INTO "statement_keys" VALUES(5980303015460687208,1,3);
INSERT INTO "statement_keys" VALUES(6470833628736690379,1,1);
INSERT INTO "statement_keys" VALUES(6470833628736690379,1,3);
INSERT INTO "statement_keys" VALUES(6863709817932557164,1,2);
INSERT INTO "statement_keys" VALUES(7010305789168755466,1,1);
INSERT INTO "statement_keys" VALUES(7010305789168755466,1,3);
INSERT INTO "statement_keys" VALUES(7151672815114598339,0,1);
INSERT INTO "statement_keys" VALUES(7151672815114598339,0,3);
INSERT INTO "statement_keys" VALUES(7378900476651067298,0,1);
INSERT INTO "statement_keys" VALUES(7378900476651067298,0,3);
INSERT INTO "statement_keys" VALUES(7598513206236488583,0,4);
INSERT INTO "statement_keys" VALUES(7884467781277077885,0,2);
INSERT INTO "statement_keys" VALUES(7892611336079358072,1,2);
INSERT INTO "statement_keys" VALUES(7974506147352590403,0,1);
INSERT INTO "statement_keys" VALUES(7974506147352590403,0,3);
INSERT INTO "statement_keys" VALUES(8128707289224520203,0,2);
INSERT INTO "statement_keys" VALUES(8135407379724594844,1,2);
INSERT INTO "statement_keys" VALUES(8436177633017862548,1,2);
INSERT INTO "statement_keys" VALUES(8520731265273750395,1,2);
INSERT INTO "statement_keys" VALUES(8642945639065731233,1,2);
INSERT INTO "statement_keys" VALUES(8677486987027680032,1,2);
INSERT INTO "statement_keys" VALUES(9217757963038813469,1,1);
INSERT INTO "statement_keys" VALUES(9217757963038813469,1,3);
INSERT INTO "statement_keys" VALUES(9222371809717472616,1,1);
INSERT INTO "statement_keys" VALUES(9222371809717472616,1,3);
CREATE INDEX articles_by_url ON articles (url);
CREATE INDEX articles_by_path ON articles (path);
CREATE INDEX quotes_by_article ON quotes (article_no, start_char);
CREATE INDEX quotes_by_speaker ON quotes (speaker);
CREATE INDEX clusters_by_change ON clusters (change);
CREATE INDEX cluster_members_by_quote ON cluster_members (quote_no);
CREATE INDEX history_by_article ON history (article_id);
CREATE INDEX statement_forms_by_center ON statement_forms (center_no);
CREATE INDEX statement_forms_by_speaker ON statement_forms (speaker_key, day);
CREATE INDEX statement_forms_by_own_cluster_id ON statement_forms (own_cluster_id);
CREATE INDEX related_statements_by_other ON related_statements (other_no);
CREATE INDEX clusters_by_center ON clusters (center_no);
COMMIT;
