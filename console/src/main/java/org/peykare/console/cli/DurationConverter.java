package org.peykare.console.cli;

import java.time.Duration;
import org.peykare.console.settings.Durations;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Durations on the command line, written as in the settings.
final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String value) {
    return Durations.parse(value)
        .orElseThrow(() ->
            new TypeConversionException(
                "'" + value + "' is not a duration (such as 0, 250ms, 1.5s, 2m)"));
  }
}
