"""This program works without a network: what keeps it from opening even a local socket."""

from __future__ import annotations

import socket


def open_no_sockets() -> None:
    """Keep urllib3, which spaCy imports, from opening a socket to see whether there is IPv6.

    For processes that are this program's own and never connect to anything: in others a library
    that does connect would be kept from IPv6.
    """
    socket.has_ipv6 = False
