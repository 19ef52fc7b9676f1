/// The platform's operations over HTTP, below `/api/v1`: [RestApi] offers them on the console's
/// server and describes itself at `/api/v1/openapi.json`; [RemoteOperations] asks them of a running
/// platform. [PlatformAccess] decides, for a command, which of the two a working directory needs.
///
/// Bodies are JSON with snake_case names and ISO 8601 times, long lists are lines of JSON
/// (`application/x-ndjson`), errors are problems of RFC 9457. Each route is an [Endpoint], from
/// which both the server's route and its description are made.
@NullMarked
package org.peykare.console.rest;

import org.jspecify.annotations.NullMarked;
