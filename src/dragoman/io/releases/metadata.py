"""Metadata that machines read: Croissant for catalogues of data, CITATION.cff for citing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from dragoman.io.exports.columns import COLUMNS
from dragoman.io.releases.release import RELEASED_KINDS, Release

__all__ = ["citation", "croissant"]

_CONTEXT: dict[str, Any] = {
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs",
    "column": "cr:column", "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"}, "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract",
    "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet", "format": "cr:format", "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath", "key": "cr:key",
    "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path",
    "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex",
    "repeated": "cr:repeated", "replace": "cr:replace", "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField",
    "transform": "cr:transform",
}  # fmt: skip
_TYPES = {"number": "sc:Float", "whole": "sc:Integer", "day": "sc:Date", "yes/no": "sc:Boolean"}
_MEDIA = {"csv": "text/csv", "parquet": "application/x-parquet"}


def croissant(release: Release, files: Mapping[str, tuple[str, int]]) -> dict[str, Any]:
    """Return the Croissant 1.0 description; `files` are hash and size by path in the release."""
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": release.name,
        "description": release.description or f"Event data: {release.name}",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "license": release.license_url,
        "version": release.version,
        "datePublished": release.date,
        "citeAs": f"{', '.join(_people(release))}: {release.name}, version {release.version}",
        "creator": [{"@type": "sc:Person", "name": author} for author in release.authors],
        "keywords": ["event data", "international relations", "PLOVER"],
        "distribution": [_file_object(path, *files[path]) for path in sorted(files)],
        "recordSet": [_record_set(kind) for kind in RELEASED_KINDS],
    }


def _file_object(path: str, sha256: str, size: int) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "contentSize": f"{size} B",
        "encodingFormat": _MEDIA[path.rpartition(".")[2]],
        "sha256": sha256,
    }


def _record_set(kind: str) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": kind,
        "name": kind,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{kind}/{column.name}",
                "name": column.name,
                "description": column.about,
                "dataType": _TYPES.get(column.type, "sc:Text"),
                "source": {
                    "fileObject": {"@id": f"data/{kind}.csv"},
                    "extract": {"column": column.name},
                },
            }
            for column in COLUMNS[kind]
        ],
    }


def citation(release: Release) -> str:
    """Return CITATION.cff, version 1.2.0 of the format."""
    lines = [
        "cff-version: 1.2.0",
        "message: If you use these data, please cite them as below.",
        "type: dataset",
        f"title: {_quoted(release.name)}",
        f"version: {_quoted(release.version)}",
        f"date-released: {_quoted(release.date)}",
    ]
    is_spdx = re.fullmatch(r"[A-Za-z0-9.+-]+", release.license)
    lines.append(f"{'license' if is_spdx else 'license-url'}: {_quoted(release.license)}")
    if release.description:
        lines.append(f"abstract: {_quoted(release.description)}")
    lines.append("authors:")
    for author in _people(release):
        family, comma, given = (part.strip() for part in author.partition(","))
        if comma:
            lines += [f"  - family-names: {_quoted(family)}", f"    given-names: {_quoted(given)}"]
        else:
            lines.append(f"  - name: {_quoted(author)}")
    return "\n".join(lines) + "\n"


def _people(release: Release) -> tuple[str, ...]:
    return release.authors or (f"The makers of {release.name}",)


def _quoted(text: str) -> str:
    """Return a scalar that YAML reads as this text: JSON strings are YAML."""
    return msgspec.json.encode(text).decode()
