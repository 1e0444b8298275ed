"""What the styles and the list definitions of a .docx say, resolved: how a run looks, which list a paragraph is in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from corpus.readers.markup import Element
from corpus.readers.word_numbering import LEVELS, Level, ListInstance, Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_GLUE = {"nothing": "", "space": " ", "tab": " "}
_OFF = ("0", "false", "off", "none")

# A chain of styles that is longer than this goes round.
_LONGEST_CHAIN = 30


@dataclass(frozen=True)
class Look:
    """How letters look, as far as it matters; None is not said here."""

    bold: bool | None = None
    italic: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    font: str | None = None

    def over(self, under: Look) -> Look:
        """This look where it says something, else the one under it."""
        said = {name: value for name, value in vars(self).items() if value is not None}
        return replace(under, **said)


@dataclass(frozen=True)
class Style:
    """One named style."""

    name: str
    parent: str | None
    look: Look
    list_id: str | None
    depth: int | None


@dataclass(frozen=True)
class Styles:
    """All styles of a paper."""

    plain: Look = Look()  # of the paper as a whole
    named: Mapping[str, Style] = field(default_factory=dict)
    usual: str | None = None  # of a paragraph that names none

    def look(self, name: str | None) -> Look:
        """How a style and those it is made from look together."""
        look = Look()
        for style in self.chain(name):
            look = look.over(style.look)
        return look

    def chain(self, name: str | None) -> Iterator[Style]:
        """A style, the one it is made from, and so on."""
        for _ in range(_LONGEST_CHAIN):
            style = self.named.get(name) if name else None
            if style is None:
                return
            yield style
            name = style.parent

    def is_heading(self, name: str | None) -> bool:
        return any(style.name.lower().startswith(("heading", "title")) for style in self.chain(name))


def value(element: Element | None, tag: str) -> str | None:
    """The `w:val` of a child."""
    child = element.find(W + tag) if element is not None else None
    return None if child is None else child.get(W + "val", "")


def read_look(properties: Element | None) -> Look:
    """What a `w:rPr` says."""
    if properties is None:
        return Look()
    fonts = properties.find(W + "rFonts")
    font = None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
    return Look(
        _switch(properties, "b"),
        _switch(properties, "i"),
        _switch(properties, "caps"),
        _switch(properties, "vanish"),
        font,
    )


def _switch(properties: Element, tag: str) -> bool | None:
    said = value(properties, tag)
    return None if said is None else said not in _OFF


def read_styles(root: Element | None) -> Styles:
    """The styles part."""
    if root is None:
        return Styles()
    named, usual = {}, None
    for element in root.iterfind(W + "style"):
        name = element.get(W + "styleId", "")
        if element.get(W + "type") == "paragraph" and element.get(W + "default") not in (None, *_OFF):
            usual = name
        list_id, depth = read_list(element.find(W + "pPr"))
        look = read_look(element.find(W + "rPr"))
        named[name] = Style(value(element, "name") or "", value(element, "basedOn"), look, list_id, depth)
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return Styles(read_look(defaults), named, usual)


def read_list(properties: Element | None) -> tuple[str | None, int | None]:
    """The list and the depth that a `w:pPr` names."""
    numbered = properties.find(W + "numPr") if properties is not None else None
    depth = value(numbered, "ilvl")
    return value(numbered, "numId"), int(depth) if depth and depth.isdigit() and int(depth) < LEVELS else None


@dataclass(frozen=True)
class Lists:
    """The lists of a paper: their numbering, and which depth of a list a style stands for."""

    numbering: Numbering
    by_style: Mapping[tuple[str, str], int]  # list and style → depth

    def label(self, properties: Element | None, style_name: str | None, styles: Styles) -> str:
        """The automatic label of a paragraph, or nothing."""
        list_id, depth = read_list(properties)
        for style in styles.chain(style_name):
            list_id = style.list_id if list_id is None else list_id
            depth = style.depth if depth is None else depth
        if not list_id or list_id == "0":
            return ""
        if read_list(properties)[0] is None and style_name:
            depth = self.by_style.get((list_id, style_name), depth)
        return self.numbering.label(list_id, depth or 0)


def read_lists(root: Element | None) -> Lists:
    """The numbering part."""
    if root is None:
        return Lists(Numbering({}), {})
    abstract = {one.get(W + "abstractNumId", ""): one for one in root.iterfind(W + "abstractNum")}
    by_link = {link: name for name, one in abstract.items() if (link := value(one, "styleLink"))}
    lists, by_style = {}, {}
    for element in root.iterfind(W + "num"):
        list_id = element.get(W + "numId", "")
        name = value(element, "abstractNumId") or ""
        name = by_link.get(value(abstract.get(name), "numStyleLink") or "", name)
        levels = dict(_levels(abstract.get(name)))
        starts = {}
        for override in element.iterfind(W + "lvlOverride"):
            depth = _number(override.get(W + "ilvl"), 0)
            levels.update(_levels(override))
            if (start := value(override, "startOverride")) is not None:
                starts[depth] = _number(start, 1)
        lists[list_id] = ListInstance(name, {depth: level for depth, (level, _) in levels.items()}, starts)
        by_style.update({(list_id, style): depth for depth, (_, style) in levels.items() if style})
    return Lists(Numbering(lists), by_style)


def _levels(parent: Element | None) -> Iterator[tuple[int, tuple[Level, str | None]]]:
    for element in parent.iterfind(W + "lvl") if parent is not None else ():
        restart = value(element, "lvlRestart")
        level = Level(
            start=_number(value(element, "start"), 0),
            format=_format(element),
            text=value(element, "lvlText") or "",
            font=read_look(element.find(W + "rPr")).font or "",
            glue=_GLUE.get(value(element, "suff") or "tab", " "),
            restart=None if restart is None else _number(restart, 0),
            legal=element.find(W + "isLgl") is not None,
        )
        yield min(_number(element.get(W + "ilvl"), 0), LEVELS - 1), (level, value(element, "pStyle"))


def _format(level: Element) -> str:
    """The format of the numbers; a pattern of one's own stands in a choice beside what older programs show."""
    choice = level.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if choice is not None and choice.get(W + "format"):
        return choice.get(W + "format", "")
    return value(level, "numFmt") or "decimal"


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
