# SPDX-License-Identifier: MulanPSL-2.0
"""What a telephone reads of a page: the QR codes of a PDF's pages, or of the drawings in HTML, by libzbar."""
import ctypes
import re
import subprocess

DOTS_PER_MM = 10
RECTANGLE = re.compile(r"M([\d.]+) ([\d.]+)H([\d.]+)V([\d.]+)H[\d.]+z")


def zbar():
    library = ctypes.CDLL("libzbar.so.0")
    for name, result, arguments in (
        ("zbar_image_scanner_create", ctypes.c_void_p, []),
        ("zbar_image_scanner_destroy", None, [ctypes.c_void_p]),
        ("zbar_image_create", ctypes.c_void_p, []),
        ("zbar_image_destroy", None, [ctypes.c_void_p]),
        ("zbar_image_set_format", None, [ctypes.c_void_p, ctypes.c_ulong]),
        ("zbar_image_set_size", None, [ctypes.c_void_p, ctypes.c_uint, ctypes.c_uint]),
        ("zbar_image_set_data", None, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_void_p]),
        ("zbar_scan_image", ctypes.c_int, [ctypes.c_void_p, ctypes.c_void_p]),
        ("zbar_image_first_symbol", ctypes.c_void_p, [ctypes.c_void_p]),
        ("zbar_symbol_get_data", ctypes.c_char_p, [ctypes.c_void_p]),
        ("zbar_symbol_next", ctypes.c_void_p, [ctypes.c_void_p]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def read(width, height, grey):
    library, found = zbar(), []
    scanner, image = library.zbar_image_scanner_create(), library.zbar_image_create()
    library.zbar_image_set_format(image, int.from_bytes(b"Y800", "little"))
    library.zbar_image_set_size(image, width, height)
    library.zbar_image_set_data(image, grey, len(grey), None)
    library.zbar_scan_image(scanner, image)
    symbol = library.zbar_image_first_symbol(image)
    while symbol:
        found.append(library.zbar_symbol_get_data(symbol).decode())
        symbol = library.zbar_symbol_next(symbol)
    library.zbar_image_destroy(image)
    library.zbar_image_scanner_destroy(scanner)
    return found


def of_pdf(body):
    drawn = subprocess.run(["pdftoppm", "-gray", "-r", "200", "-"], input=body, stdout=subprocess.PIPE, check=True).stdout
    found = []
    while drawn:
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", drawn)
        width, height = int(head[1]), int(head[2])
        found += read(width, height, drawn[head.end():head.end() + width * height])
        drawn = drawn[head.end() + width * height:]
    return found


def of_drawing(svg):
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    width, height = (int(float(number) * DOTS_PER_MM) for number in size.groups())
    rows = [bytearray(b"\xff" * width) for _ in range(height)]
    for found in RECTANGLE.finditer(svg):
        left, top, right, bottom = (round(float(number) * DOTS_PER_MM) for number in found.groups())
        for row in rows[top:bottom]:
            row[left:right] = bytes(right - left)
    return read(width, height, b"".join(rows))


def codes(body):
    if body.startswith(b"%PDF"):
        return of_pdf(body)
    return [text for svg in re.findall(r"<svg.*?</svg>", body.decode(), re.S) for text in of_drawing(svg)]
