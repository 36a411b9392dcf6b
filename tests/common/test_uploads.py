"""Files that people send: what is taken, and the clear word for what is not."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from common.errors import Refused
from common.uploads import ALL, SCANS, look_into

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def upload(content, name="file"):
    return SimpleUploadedFile(name, content)


def picture(format="JPEG", size=(30, 20), **more):
    saved = io.BytesIO()
    Image.new("RGB", size, "red").save(saved, format=format, **more)
    return saved.getvalue()


def archive(**entries):
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in entries.items():
            opened.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return saved.getvalue()


def test_a_scan_is_taken_by_its_content_whatever_its_name_says():
    assert look_into(upload(PDF, "holiday.exe"), SCANS).media_type == "application/pdf"
    assert look_into(upload(picture(), "x.pdf"), SCANS).suffix == "jpg"
    assert look_into(upload(picture("PNG"), "x"), SCANS).media_type == "image/png"


def test_an_image_is_written_anew_without_what_a_camera_adds():
    exif = Image.Exif()
    exif[0x010E] = "canary in the description"
    raw = picture(exif=exif)
    assert b"canary" in raw

    kept = look_into(upload(raw + b"canary after the end"), SCANS)

    assert b"canary" not in kept.content
    assert Image.open(io.BytesIO(kept.content)).size == (30, 20)


def test_the_several_pictures_in_one_of_a_telephone_are_taken_as_the_first():
    saved = io.BytesIO()
    first, second = (Image.new("RGB", (30, 20), colour) for colour in ("red", "blue"))
    first.save(saved, format="MPO", save_all=True, append_images=[second])

    kept = look_into(upload(saved.getvalue()), SCANS)

    image = Image.open(io.BytesIO(kept.content))
    assert (image.format, image.size, kept.media_type) == ("JPEG", (30, 20), "image/jpeg")


def test_a_scan_with_a_palette_keeps_its_colours():
    saved = io.BytesIO()
    Image.new("RGB", (4, 4), (200, 30, 30)).convert("P", palette=Image.Palette.ADAPTIVE).save(saved, format="PNG")

    kept = look_into(upload(saved.getvalue()), SCANS)

    assert Image.open(io.BytesIO(kept.content)).convert("RGB").getpixel((2, 2)) == (200, 30, 30)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not taken. Use PDF, PNG or JPEG"),
        (b"MZ\x90\x00 program", "not taken. Use PDF, PNG or JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not taken"),
        (b"GIF89a\x01\x00\x01\x00", "not taken"),
        (archive(word__document_xml="<w/>"), "not taken. Use PDF, PNG or JPEG"),
        (b"%PDF-1.7 cut off", "damaged"),
        (PDF.replace(b"<<>>", b"<</OpenAction<</S/JavaScript/JS(app.alert())>>>>"), "scripts or further files"),
        (PDF.replace(b"<<>>", b"<</OpenAction<</S/J#61vaScript/JS(x)>>>>"), "scripts or further files"),
        (PDF.replace(b"<<>>", b"<</Type/EmbeddedFile>>"), "scripts or further files"),
        (picture("PNG")[:60], "cannot be read"),
        (b"\x89PNG\r\n\x1a\n" + b"\xff" * 200, "cannot be read"),
        (b"\xff\xd8\xff" + b"\x00" * 200, "cannot be read"),
    ],
)
def test_a_hostile_scan_is_refused_with_a_clear_word(content, reason):
    with pytest.raises(Refused, match=reason):
        look_into(upload(content), SCANS)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(settings):
    settings.EVIDENCE_MAX_BYTES = 1024 * 1024
    content = upload(PDF + b"\x00" * 1024 * 1024)

    with pytest.raises(Refused, match="larger than 1 MB"):
        look_into(content, SCANS)
    assert content.tell() == 0


def test_an_image_with_too_many_pixels_is_refused(settings):
    settings.EVIDENCE_MAX_PIXELS = 1_000_000

    with pytest.raises(Refused, match="more than 1 megapixels"):
        look_into(upload(picture("PNG", (1001, 1000))), SCANS)


def test_office_files_are_taken_as_evidence_only_and_not_with_macros():
    word = archive(word__document_xml="<w/>")

    assert look_into(upload(word), ALL).suffix == "docx"
    with pytest.raises(Refused, match="macros"):
        look_into(upload(archive(word__document_xml="<w/>", word__vbaProject_bin="x").replace(b"_bin", b".bin")), ALL)
    with pytest.raises(Refused, match="unpacks to more"):
        look_into(upload(archive(word__document_xml="0" * 3_000_000)), ALL)


def test_a_picture_that_was_taken_on_its_side_stands_upright():
    """The camera's mark is left behind, so the pixels are turned."""
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = look_into(upload(picture(exif=exif)), SCANS)
    with Image.open(io.BytesIO(kept.content)) as image:
        assert image.size == (20, 30)
        assert not image.getexif()
