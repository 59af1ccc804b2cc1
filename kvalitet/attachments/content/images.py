"""Pictures are drawn anew, so that nothing of where, when and by which phone they were taken is left."""

from io import BytesIO
from threading import Lock
from typing import IO, Any

from PIL import Image, ImageOps, JpegImagePlugin

from kvalitet.attachments.content import kinds
from kvalitet.web.errors import Refused

MOST_PIXELS = 64_000_000
MOST_MOVING_PIXELS = 30_000_000
MOST_FRAMES = 200
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
WRONG = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, OverflowError)
ONE_AT_A_TIME = Lock()
"""A big picture takes hundreds of megabytes while it is drawn; four threads at once are not to take them together."""
KEPT = ("icc_profile", "transparency", "dpi", "gamma")
KEPT_IN_FRAMES = ("transparency", "duration", "disposal", "background")


def redrawn(file: IO[bytes]) -> tuple[str, IO[bytes]]:
    """Return the format and the picture without metadata; raises Refused for bombs and damaged pictures."""
    try:
        with ONE_AT_A_TIME, Image.open(file, formats=list(kinds.IMAGES)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused(str(kinds.HUGE_PICTURE))
            format_ = str(image.format)
            return format_, _moving(image, format_) if _moves(image) else _still(image, format_, file)
    except BOMBS as error:
        raise Refused(str(kinds.HUGE_PICTURE)) from error
    except WRONG as error:
        raise Refused(str(kinds.DAMAGED)) from error


def _moves(image: Any) -> bool:
    return image.format in {"GIF", "WEBP"} and bool(getattr(image, "is_animated", False))


def _still(image: Any, format_: str, file: IO[bytes]) -> IO[bytes]:
    image.load()
    options: dict[str, Any] = {}
    if format_ == "JPEG":
        options = {"qtables": image.quantization, "subsampling": JpegImagePlugin.get_sampling(image), "optimize": True}
        options["progressive"] = bool(image.info.get("progressive"))
    elif format_ == "WEBP":
        options = {"lossless": True} if _is_lossless(file) else {"quality": 92}
    kept = {name: image.info[name] for name in KEPT if image.info.get(name)}
    if "icc_profile" in kept:
        options["icc_profile"] = kept["icc_profile"]
    upright: Any = ImageOps.exif_transpose(image)
    upright.info = kept
    return _saved(upright, format_, **options)


def _moving(image: Any, format_: str) -> IO[bytes]:
    """Draw each frame anew; comments and other notes between them are left behind."""
    most = min(MOST_FRAMES, MOST_MOVING_PIXELS // (image.width * image.height))
    frames = []
    for number in range(most + 1):
        try:
            image.seek(number)
        except EOFError:
            break
        frame = image.convert("RGBA") if format_ == "WEBP" else image.copy()
        frame.info = {name: image.info[name] for name in KEPT_IN_FRAMES if name in image.info}
        frames.append(frame)
    if len(frames) > most:
        raise Refused(str(kinds.HUGE_PICTURE))
    options: dict[str, Any] = {"duration": [frame.info.get("duration", 100) for frame in frames]}
    if "loop" in image.info:
        options["loop"] = image.info["loop"]
    return _saved(frames[0], format_, save_all=True, append_images=frames[1:], **options)


def _saved(image: Any, format_: str, **options: Any) -> IO[bytes]:
    if format_ == "JPEG" and image.mode not in {"L", "RGB", "CMYK", "YCbCr"}:
        image = image.convert("RGB")
    out = BytesIO()
    image.save(out, format_, **options)
    out.seek(0)
    return out


def _is_lossless(file: IO[bytes]) -> bool:
    file.seek(0)
    return b"VP8L" in file.read(4096)
