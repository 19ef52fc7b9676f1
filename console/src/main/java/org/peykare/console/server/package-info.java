/// The HTTP server of the console: [ConsoleServer] starts it, [ServerConfig] says where it listens
/// and who is let in, and each [RouteGroup] (REST, web pages, measures, [HealthRoutes]) adds its
/// routes.
///
/// What holds for every route is decided here, before a route is asked: who is let in ([Access]),
/// that a browser's request comes from our own pages (Host, Origin and CSRF token), security
/// headers, the largest request, and how an error is answered ([Problem] as RFC 9457 to programs,
/// [ErrorPage] to people).
@NullMarked
package org.peykare.console.server;

import org.jspecify.annotations.NullMarked;
