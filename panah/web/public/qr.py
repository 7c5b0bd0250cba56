from panah.web.components.qr import qr_picture

__all__ = ["qr_picture"]
