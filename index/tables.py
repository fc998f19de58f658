"""Which tables does an archive have, and how did they come to be?

The tables, for people who open the file in Datasette or the `sqlite3` shell:

- `archive`: one row: the archive's id and its change number, raised by every commit by a random
  step, so that two copies of one archive that went different ways do not share a number.
- `changes`: every change number there has been: a search view whose number is not here is of
  another copy and is thrown away.
- `articles`: the articles as they were read. `path` is the file an article was read from, `digest`
  the fingerprint of its words and metadata.
- `quotes`: one row a quote. `record` is the whole record as JSON; the other columns repeat what
  people filter by. `first_added` and `first_change` say when its words first came in: a corrected
  article that still has them keeps it.
- `statement_keys`: digests of the word groups by which two quotes can meet; see
  `quotes.clusters.keys`.
- `statement_forms`: what clustering looks up of each quote, and whose statement it belongs to:
  `center_no` is the longest form's number, the quote's own where it is that one.
- `clusters`, `cluster_members`: one row a statement; its quotes in order, with their relation.
- `related_statements`: pairs of centres that may word one statement in two ways, both ways round.
- `removed_clusters`: ids of statements that are no more, for views that still hold them.
- `aliases`: spellings a person told the archive to take for one name.
- `decisions`: who was decided to be, or not to be, one person; see `quotes.clusters.decisions`.
- `history`: replaced and removed articles with their quotes, as JSON, until they are forgotten.
- `saved_searches`: queries under a name, and the change up to which their answers were shown.

And views, in which nothing is kept, to be read: `quotes_in_articles`, `speakers`, `outlets`. What
every column means stands in docs/archive.md.
"""

from __future__ import annotations

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE archive (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        id TEXT NOT NULL,
        change INTEGER NOT NULL,
        created TEXT NOT NULL
    );
    CREATE TABLE changes (
        change INTEGER PRIMARY KEY
    );
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
    CREATE INDEX articles_by_url ON articles (url);
    CREATE INDEX articles_by_path ON articles (path);
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
    CREATE INDEX quotes_by_article ON quotes (article_no, start_char);
    CREATE INDEX quotes_by_speaker ON quotes (speaker);
    CREATE TABLE statement_keys (
        quote_no INTEGER NOT NULL REFERENCES quotes (quote_no) ON DELETE CASCADE,
        key INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        PRIMARY KEY (quote_no, key)
    ) WITHOUT ROWID;
    CREATE INDEX statement_keys_by_key ON statement_keys (key, kind);
    CREATE TABLE links (
        quote_no INTEGER NOT NULL REFERENCES quotes (quote_no) ON DELETE CASCADE,
        other_no INTEGER NOT NULL REFERENCES quotes (quote_no) ON DELETE CASCADE,
        PRIMARY KEY (quote_no, other_no)
    ) WITHOUT ROWID;
    CREATE INDEX links_by_other ON links (other_no);
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
    );
    CREATE INDEX clusters_by_change ON clusters (change);
    CREATE TABLE cluster_members (
        cluster_no INTEGER NOT NULL REFERENCES clusters (cluster_no) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        quote_no INTEGER NOT NULL REFERENCES quotes (quote_no) ON DELETE CASCADE,
        relation TEXT NOT NULL,
        PRIMARY KEY (cluster_no, position)
    ) WITHOUT ROWID;
    CREATE INDEX cluster_members_by_quote ON cluster_members (quote_no);
    CREATE TABLE removed_clusters (
        id TEXT PRIMARY KEY,
        change INTEGER NOT NULL
    );
    CREATE TABLE aliases (
        spelling TEXT PRIMARY KEY,
        name TEXT NOT NULL
    );
    CREATE TABLE history (
        history_no INTEGER PRIMARY KEY,
        article_id TEXT NOT NULL,
        ended TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (reason IN ('replaced', 'removed')),
        path TEXT,
        article TEXT NOT NULL,
        quotes TEXT NOT NULL
    );
    CREATE INDEX history_by_article ON history (article_id);
    """,
    # Places are decided by the forms a quote has a relation with; links of all pairs are not kept.
    """
    DROP TABLE links;
    DROP TABLE statement_keys;
    CREATE TABLE statement_keys (
        key INTEGER NOT NULL,
        is_rare INTEGER NOT NULL,
        quote_no INTEGER NOT NULL,
        PRIMARY KEY (key, is_rare, quote_no)
    ) WITHOUT ROWID;
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
    CREATE INDEX statement_forms_by_center ON statement_forms (center_no);
    CREATE INDEX statement_forms_by_speaker ON statement_forms (speaker_key, day);
    CREATE INDEX statement_forms_by_own_cluster_id ON statement_forms (own_cluster_id);
    CREATE TABLE related_statements (
        center_no INTEGER NOT NULL REFERENCES quotes (quote_no) ON DELETE CASCADE,
        other_no INTEGER NOT NULL REFERENCES quotes (quote_no) ON DELETE CASCADE,
        PRIMARY KEY (center_no, other_no)
    ) WITHOUT ROWID;
    CREATE INDEX related_statements_by_other ON related_statements (other_no);
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
    ALTER TABLE clusters ADD COLUMN center_no INTEGER;
    CREATE INDEX clusters_by_center ON clusters (center_no);
    """,
    # What is new, exactly; and how people read the file without this program.
    """
    ALTER TABLE quotes ADD COLUMN first_added TEXT NOT NULL DEFAULT '';
    ALTER TABLE quotes ADD COLUMN first_change INTEGER NOT NULL DEFAULT 0;
    UPDATE quotes SET first_added =
        (SELECT added FROM articles WHERE articles.article_no = quotes.article_no);
    CREATE TABLE saved_searches (
        name TEXT PRIMARY KEY,
        query TEXT NOT NULL,
        saved TEXT NOT NULL,
        last_run TEXT,
        last_change INTEGER NOT NULL
    );
    CREATE VIEW quotes_in_articles AS
        SELECT
            quotes.id,
            quotes.text,
            quotes.speaker,
            json_extract(quotes.record, '$.speaker.kind') AS speaker_kind,
            quotes.role,
            json_extract(quotes.record, '$.role.affiliation') AS affiliation,
            quotes.outlet,
            quotes.published,
            articles.title,
            articles.url,
            quotes.kind,
            quotes.medium,
            quotes.modality,
            quotes.confidence,
            articles.id AS article_id,
            quotes.start_char,
            clusters.id AS statement_id,
            cluster_members.relation,
            quotes.first_added
        FROM quotes
        JOIN articles USING (article_no)
        LEFT JOIN cluster_members
            ON cluster_members.quote_no = quotes.quote_no AND relation != 'related'
        LEFT JOIN clusters USING (cluster_no);
    CREATE VIEW speakers AS
        SELECT
            quotes.speaker AS name,
            count(DISTINCT quotes.quote_no) AS quotes,
            count(DISTINCT cluster_members.cluster_no) AS statements,
            count(DISTINCT quotes.outlet) AS outlets,
            min(substr(quotes.published, 1, 10)) AS first_published,
            max(substr(quotes.published, 1, 10)) AS last_published,
            json_group_array(DISTINCT quotes.role) FILTER (WHERE quotes.role IS NOT NULL) AS roles
        FROM quotes
        LEFT JOIN cluster_members
            ON cluster_members.quote_no = quotes.quote_no AND relation != 'related'
        WHERE quotes.speaker IS NOT NULL
        GROUP BY quotes.speaker;
    CREATE VIEW outlets AS
        SELECT
            articles.outlet AS name,
            count(DISTINCT articles.article_no) AS articles,
            count(DISTINCT quotes.quote_no) AS quotes,
            count(DISTINCT cluster_members.cluster_no) AS statements,
            count(DISTINCT quotes.speaker) AS speakers,
            min(substr(articles.published, 1, 10)) AS first_published,
            max(substr(articles.published, 1, 10)) AS last_published
        FROM articles
        LEFT JOIN quotes USING (article_no)
        LEFT JOIN cluster_members
            ON cluster_members.quote_no = quotes.quote_no AND relation != 'related'
        GROUP BY articles.outlet;
    """,
)
"""One script for each version of the schema, run in order; never changed once released."""
