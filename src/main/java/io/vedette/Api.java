package io.vedette;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Version 1 of the HTTP API. */
@ApplicationPath("/api/v1")
public class Api extends Application {}
