package org.peykare.trainer.ops;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Packs the text of a TorchScript class into the archive that `torch::jit::load` reads: a zip of
/// stored entries with the code, the pickled module object, no constants, and two markers.
final class ScriptArchive {
  private static final String CLASS = "OpPack";

  /// Pickle, protocol 2: an object of class `__torch__.OpPack` with `training = False`.
  private static final String MODULE_PICKLE =
      "\u0080\u0002c__torch__\n" + CLASS + "\n)\u0081}(X\b\0\0\0training\u0089ub.";

  /// Pickle, protocol 2: the empty tuple.
  private static final String CONSTANTS_PICKLE = "\u0080\u0002).";

  private ScriptArchive() {}

  /// Writes the archive of the op pack's source to a new temporary file.
  static Path write() throws IOException {
    Path file = Files.createTempFile("peykare-ops", ".pt");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      store(zip, "data.pkl", MODULE_PICKLE.getBytes(ISO_8859_1));
      store(zip, "code/__torch__.py", source());
      store(zip, "constants.pkl", CONSTANTS_PICKLE.getBytes(ISO_8859_1));
      store(zip, "version", "3\n".getBytes(US_ASCII));
      store(zip, "byteorder", "little".getBytes(US_ASCII));
    }
    return file;
  }

  private static byte[] source() throws IOException {
    try (InputStream in = ScriptArchive.class.getResourceAsStream("op_pack.py")) {
      if (in == null) {
        throw new IOException("The op pack's source op_pack.py is missing from the trainer's jar");
      }
      return in.readAllBytes();
    }
  }

  private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    var crc = new CRC32();
    crc.update(bytes);
    var entry = new ZipEntry("ops/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
