package org.peykare.tokenizer.text;

import org.apache.iceberg.Files;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/// Iceberg's way to local files, for reading only. A location is a path or a `file:` URI.
final class ReadOnlyFiles implements FileIO {
  private static final long serialVersionUID = 1;

  @Override
  public InputFile newInputFile(String location) {
    return Files.localInput(location.startsWith("file:") ? location.substring(5) : location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    throw new UnsupportedOperationException("Cannot write " + location + ": opened for reading");
  }

  @Override
  public void deleteFile(String location) {
    throw new UnsupportedOperationException("Cannot delete " + location + ": opened for reading");
  }
}
