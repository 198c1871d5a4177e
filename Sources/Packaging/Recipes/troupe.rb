# Homebrew's formula: builds the sources of a release. It belongs into a tap.
class Troupe < Formula
  desc "Keeps the cast of AI-generated images the same"
  homepage "https://example.org/troupe"
  url "https://example.org/troupe/archive/v0.1.0.tar.gz"
  # Zeros until the release is made: `shasum -a 256` of that file.
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "Apache-2.0"

  depends_on "pkgconf" => :build
  depends_on "curl"
  depends_on "exempi"
  depends_on "fontconfig"
  depends_on "freetype"
  depends_on "fribidi"
  depends_on "harfbuzz"
  depends_on "jpeg-turbo"
  depends_on "libpng"
  depends_on "libsixel"
  depends_on "libzip"
  depends_on "little-cms2"
  depends_on macos: :sequoia
  depends_on "openssl"
  depends_on "sqlite"
  depends_on "webp"

  uses_from_macos "python" => :build
  uses_from_macos "swift" => :build, since: :tahoe

  def install
    # Homebrew has a sandbox of its own, in which SwiftPM's cannot be made.
    arguments = ["--disable-sandbox", "-c", "release", "--product", "troupe"]
    arguments << "--static-swift-stdlib" if OS.linux?
    system "swift", "build", *arguments
    ENV["PREFIX"] = prefix
    system "Sources/Packaging/install", ".build/release/troupe"
  end

  test do
    assert_equal version.to_s, shell_output("#{bin}/troupe --version").strip
    system bin/"troupe", "init", "comic"
    system bin/"troupe", "generate", "A cat on a roof", "--model", "troupe/storyboard",
           "--library", testpath/"comic"
  end
end
