"""The files of one API's package, by the templates of one folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
from attrs import frozen
from openapi_python_client.parser import properties as parsed
from openapi_python_client.strings import pascal_case

from scripts.client.contract import Contract
from scripts.client.lifecycle import lifecycles
from scripts.client.operation import sentence
from scripts.client.package import Package
from scripts.client.security import accepted


@frozen
class Renderer:
    """Renders packages with the templates of one folder."""

    templates: jinja2.Environment

    @classmethod
    def of(cls, folder: Path) -> "Renderer":
        """With the templates of a folder."""
        templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,  # noqa: S701 # the output is Python
        )
        templates.filters["sentence"] = sentence
        return cls(templates)

    def root(self) -> str:
        """The `__init__.py` that holds all packages."""
        return self._render("root", source="openapi/bundled/")

    def package(self, contract: Contract) -> Iterator[tuple[str, str]]:
        """The path and text of each file of one API's package."""
        package = Package(contract)
        shared: dict[str, Any] = {
            "api": contract.api,
            "title": contract.bundle["info"]["title"],
            "class_name": pascal_case(contract.api),
            "source": f"openapi/bundled/{contract.api}.json",
            "operations": package.operations,
        }
        yield "__init__.py", self._render("package", **shared)
        yield "facade.py", self._render("facade", **shared, accepted=accepted(contract))
        yield "lifecycle.py", self._render("lifecycle", **shared, lifecycles=lifecycles(contract))
        yield "operations/__init__.py", self._render("operations", **shared)
        for operation in package.operations:
            text = self._render("operation", **shared, operation=operation)
            yield f"operations/{operation.name}.py", text
        yield "models/__init__.py", self._render("models", **shared, components=package.components)
        for component in package.components:
            is_enum = isinstance(component.prop, parsed.EnumProperty)
            text = self._render(
                "enum" if is_enum else "model",
                **shared,
                component=component,
                imports=package.imports(component),
                members=package.members(component.prop),
            )
            yield f"models/{component.module}.py", text

    def _render(self, template: str, **values: Any) -> str:
        return self.templates.get_template(f"{template}.py.jinja").render(values)
