import segno
from django.utils.safestring import SafeString


def qr_picture(address: str, scale: int = 4) -> SafeString:
    """An address as a picture for a phone's camera, dark on light in every theme; made here, so nobody learns of it."""
    picture = segno.make_qr(address, error="m")
    return SafeString(picture.svg_inline(scale=scale, border=3, dark="#000", light="#fff"))
