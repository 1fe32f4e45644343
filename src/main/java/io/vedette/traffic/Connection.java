package io.vedette.traffic;

/**
 * A TCP connection of this server.
 *
 * @param remoteAddress of the other end, as {@code InetAddress.getHostAddress} writes it
 * @param remotePort of the other end
 * @param localPort of this server
 */
public record Connection(String remoteAddress, int remotePort, int localPort) {}
