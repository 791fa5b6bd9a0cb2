"""A zip archive with some entries exchanged; all others are copied as they lie in the file, packed bytes and all."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping

from desktop.documents.safe_zip import BrokenFileError

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_UTF8_NAME = 0x800
_DESCRIPTOR = 0x8
_VERSION = 20
_LARGEST = 0xFFFFFFFF
_DOS_EPOCH = 1980


def exchange_entries(
    data: bytes, archive: zipfile.ZipFile, changed: Mapping[str, bytes], dropped: Collection[str] = ()
) -> bytes:
    """The archive whose bytes are `data` with these entries replaced, added at its end, or left out.

    Names are those of the archive. Without any change the result is `data` itself. Raises DocumentError.
    """
    if not dropped and not changed:
        return data
    left = dict(changed)
    out = bytearray()
    directory = bytearray()
    count = 0
    for entry in archive.infolist():
        if entry.filename in dropped:
            continue
        new = left.pop(entry.filename, None)
        if new is None:
            packed, crc, size = _packed(data, entry), entry.CRC, entry.file_size
        else:
            packed, crc, size = _pack(new, entry.compress_type), zlib.crc32(new), len(new)
        _add(out, directory, entry, packed, crc, size)
        count += 1
    for name, new in left.items():
        entry = zipfile.ZipInfo(name, max((e.date_time for e in archive.infolist()), default=(1980, 1, 1, 0, 0, 0)))
        entry.compress_type = zipfile.ZIP_DEFLATED
        _add(out, directory, entry, _pack(new, entry.compress_type), zlib.crc32(new), len(new))
        count += 1
    if len(out) > _LARGEST:
        raise BrokenFileError
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(out), 0)
    return bytes(out + directory + end)


def _packed(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry as they are packed in the file."""
    start = entry.header_offset
    if data[start : start + 4] != b"PK\x03\x04":
        raise BrokenFileError
    name_length, extra_length = struct.unpack_from("<HH", data, start + 26)
    first = start + _LOCAL.size + name_length + extra_length
    packed = data[first : first + entry.compress_size]
    if len(packed) != entry.compress_size:
        raise BrokenFileError
    return packed


def _pack(data: bytes, method: int) -> bytes:
    if method == zipfile.ZIP_STORED:
        return data
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def _add(out: bytearray, directory: bytearray, entry: zipfile.ZipInfo, packed: bytes, crc: int, size: int) -> None:
    """Append an entry and its line of the directory."""
    name, flags = _name(entry)
    year, month, day, hour, minute, second = entry.date_time
    date = max(year - _DOS_EPOCH, 0) << 9 | month << 5 | day
    time = hour << 11 | minute << 5 | second // 2
    offset = len(out)
    method = entry.compress_type
    out += _LOCAL.pack(b"PK\x03\x04", _VERSION, flags, method, time, date, crc, len(packed), size, len(name), 0)
    out += name + packed
    directory += _CENTRAL.pack(
        b"PK\x01\x02",
        entry.create_system << 8 | _VERSION,
        _VERSION,
        flags,
        method,
        time,
        date,
        crc,
        len(packed),
        size,
        len(name),
        0,
        0,
        0,
        entry.internal_attr,
        entry.external_attr,
        offset,
    )
    directory += name


def _name(entry: zipfile.ZipInfo) -> tuple[bytes, int]:
    """The name's bytes and the entry's flags; sizes always stand in the header, never after the data."""
    flags = entry.flag_bits & ~_DESCRIPTOR
    if entry.filename.isascii():
        return entry.filename.encode("ascii"), flags
    if flags & _UTF8_NAME:
        return entry.filename.encode("utf-8"), flags
    try:
        return entry.filename.encode("cp437"), flags
    except UnicodeEncodeError:
        return entry.filename.encode("utf-8"), flags | _UTF8_NAME
