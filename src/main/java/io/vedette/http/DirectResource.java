package io.vedette.http;

/** A bean with {@link Direct} methods. */
public interface DirectResource {}
