"""A start with many imports, as a command-line tool or a test runner has it."""

import sys
from importlib import import_module

MODULES = [
    "argparse",
    "asyncio",
    "concurrent.futures",
    "csv",
    "ctypes",
    "dataclasses",
    "decimal",
    "difflib",
    "doctest",
    "email.message",
    "fractions",
    "http.server",
    "inspect",
    "json",
    "logging.config",
    "multiprocessing.pool",
    "pydoc",
    "statistics",
    "tarfile",
    "typing",
    "unittest.mock",
    "urllib.request",
    "xml.dom.minidom",
    "xml.etree.ElementTree",
    "xmlrpc.client",
    "zipfile",
]

imported = [import_module(name) for name in MODULES]
print("checksum", len(imported), len(sys.modules) > 200)
