# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .authored_severity import AuthoredSeverity


@_define
class AuthoredContextDiagnostic(Model):
    """A fault in a written file.

    Attributes:
        code: The kind of fault; invalid_source_path, path_escape, parser_io,
            malformed_frontmatter, oversized_frontmatter, oversized_body, unsupported_field,
            forbidden_field, invalid_field_type, reserved_section or digest_failed.
        message: The fault in words, at most 300 bytes.
        severity: How bad it is, always error for a persona.
        column: The column in the file, from 1.
        field: The key of the frontmatter.
        line: The line in the file, from 1.
        owner_surface: Where such a setting belongs instead.
        section: The heading, in lower case with underscores.
        source_path: The file, from the workspace's directory.
    """

    code: str
    message: str
    severity: AuthoredSeverity
    column: int | Unset = UNSET
    field: str | Unset = UNSET
    line: int | Unset = UNSET
    owner_surface: str | Unset = UNSET
    section: str | Unset = UNSET
    source_path: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "code": "code",
            "message": "message",
            "severity": "severity",
            "column": "column",
            "field": "field",
            "line": "line",
            "owner_surface": "owner_surface",
            "section": "section",
            "source_path": "source_path",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                code,
                message,
                severity,
                column,
                field,
                line,
                owner_surface,
                section,
                source_path,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "code"
            if type(code) is not str:
                code = _read.string(code)
            _at = "message"
            if type(message) is not str:
                message = _read.string(message)
            _at = "severity"
            severity = _read.word(AuthoredSeverity, severity)
            _at = "column"
            if type(column) is not int and column is not UNSET:
                column = _read.integer(column)
            _at = "field"
            if type(field) is not str and field is not UNSET:
                field = _read.string(field)
            _at = "line"
            if type(line) is not int and line is not UNSET:
                line = _read.integer(line)
            _at = "owner_surface"
            if type(owner_surface) is not str and owner_surface is not UNSET:
                owner_surface = _read.string(owner_surface)
            _at = "section"
            if type(section) is not str and section is not UNSET:
                section = _read.string(section)
            _at = "source_path"
            if type(source_path) is not str and source_path is not UNSET:
                source_path = _read.string(source_path)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.code = code
        _self.message = message
        _self.severity = severity
        _self.column = column
        _self.field = field
        _self.line = line
        _self.owner_surface = owner_surface
        _self.section = section
        _self.source_path = source_path
        _self.additional_properties = _rest
        return _self
