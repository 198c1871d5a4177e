"""Normalizes a folder as the product does, with a peer: peer.py PEER FOLDER OUT.

PEER is `vips-linear`, which reduces in linear light as the product does, `vips`, which does not and
is faster, or `pillow`, which does not either.
"""
import concurrent.futures
import io
import pathlib
import sys

EDGE = 2048


def with_vips(source, folder, linear):
    import pyvips

    pyvips.cache_set_max(0)
    # Asked for sRGB, libvips takes four times as long over pictures that are sRGB by default.
    embedded = pyvips.Image.new_from_file(str(source)).get_typeof("icc-profile-data") != 0
    options = {"output_profile": "srgb"} if embedded else {}
    picture = pyvips.Image.thumbnail(
        str(source), EDGE, height=EDGE, size="down", linear=linear, **options)
    if picture.format != "uchar":
        picture = picture.cast("uchar", shift=True)
    if source.suffix == ".jpg":
        picture.jpegsave(str(folder / source.name), Q=90, subsample_mode="on", keep="none")
    else:
        picture.pngsave(str(folder / source.name), keep="none")


def with_vips_linear(source, folder):
    with_vips(source, folder, True)


def with_vips_plain(source, folder):
    with_vips(source, folder, False)


def with_pillow(source, folder):
    from PIL import Image, ImageCms, ImageOps

    picture = Image.open(source)
    profile = picture.info.get("icc_profile")
    picture.draft("RGB", (EDGE, EDGE))
    picture = ImageOps.exif_transpose(picture)
    if picture.mode == "I;16":
        picture = picture.point(lambda value: value / 256).convert("L")
    clear = "A" in picture.mode or "transparency" in picture.info
    picture = picture.convert("RGBA" if clear else "L" if picture.mode in "1L" else "RGB")
    if profile:
        srgb = ImageCms.createProfile("sRGB")
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if opened.profile.xcolor_space.strip() == "RGB":
            picture = ImageCms.profileToProfile(picture, opened, srgb)
    picture.thumbnail((EDGE, EDGE), Image.LANCZOS)
    if source.suffix == ".jpg":
        picture.save(folder / source.name, quality=90, subsampling=2)
    else:
        picture.save(folder / source.name)


PEERS = {"vips-linear": with_vips_linear, "vips": with_vips_plain, "pillow": with_pillow}


def main():
    folder = pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        jobs = [pool.submit(PEERS[sys.argv[1]], source, folder)
                for source in sorted(pathlib.Path(sys.argv[2]).iterdir())]
        for job in jobs:
            job.result()


if __name__ == "__main__":
    main()
