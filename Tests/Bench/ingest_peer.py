"""Normalizes a folder as the product does, with a peer: ingest_peer.py vips|pillow FOLDER OUT."""
import concurrent.futures
import io
import pathlib
import sys

EDGE = 2048


def with_vips(source, folder):
    import pyvips

    name = source.stem + (".jpg" if source.suffix == ".jpg" else ".png")
    picture = pyvips.Image.thumbnail(
        str(source), EDGE, height=EDGE, size="down", linear=True, output_profile="srgb")
    if picture.format != "uchar":
        picture = picture.cast("uchar", shift=True)
    if source.suffix == ".jpg":
        picture.jpegsave(str(folder / name), Q=90, subsample_mode="on", keep="none")
    else:
        picture.pngsave(str(folder / name), keep="none")


def with_pillow(source, folder):
    from PIL import Image, ImageCms, ImageOps

    picture = Image.open(source)
    profile = picture.info.get("icc_profile")
    picture.draft("RGB", (EDGE, EDGE))
    picture = ImageOps.exif_transpose(picture)
    wanted = "RGBA" if "A" in picture.mode or "transparency" in picture.info else "RGB"
    if picture.mode == "I;16":
        picture = picture.point(lambda value: value / 256).convert("L")
    picture = picture.convert(wanted)
    if profile:
        srgb = ImageCms.createProfile("sRGB")
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if opened.profile.xcolor_space.strip() == "RGB":
            picture = ImageCms.profileToProfile(picture, opened, srgb)
    picture.thumbnail((EDGE, EDGE), Image.LANCZOS)
    if source.suffix == ".jpg":
        picture.save(folder / (source.stem + ".jpg"), quality=90, subsampling=2)
    else:
        picture.save(folder / (source.stem + ".png"))


def main():
    work = {"vips": with_vips, "pillow": with_pillow}[sys.argv[1]]
    sources = sorted(pathlib.Path(sys.argv[2]).iterdir())
    folder = pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        list(pool.map(work, sources, [folder] * len(sources)))


if __name__ == "__main__":
    main()
