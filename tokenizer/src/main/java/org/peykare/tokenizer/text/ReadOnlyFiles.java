package org.peykare.tokenizer.text;

import java.nio.file.Path;
import org.apache.iceberg.Files;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.peykare.formats.document.DocumentsTable;

/// Iceberg's way to local files, for reading only. A location is a path or a `file:` URI; what
/// follows the table's folder in it is looked for in the warehouse of today, so that a working
/// directory can be moved.
final class ReadOnlyFiles implements FileIO {
  private static final long serialVersionUID = 1;

  private static final String TABLE_FOLDER =
      "/" + DocumentsTable.NAMESPACE + "/" + DocumentsTable.TABLE + "/";

  private final String warehouse;

  ReadOnlyFiles(Path warehouse) {
    this.warehouse = warehouse.toAbsolutePath().normalize().toString();
  }

  @Override
  public InputFile newInputFile(String location) {
    String path = location.startsWith("file:") ? location.substring(5) : location;
    int at = path.lastIndexOf(TABLE_FOLDER);
    return Files.localInput(at < 0 ? path : warehouse + path.substring(at));
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
