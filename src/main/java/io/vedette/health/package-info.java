/**
 * Started? Alive? Ready?
 *
 * <p><b>Promise.</b> A probe is answered from memory and never makes an outage of Redis one of
 * ours.
 *
 * <p><b>Guarantees.</b>
 *
 * <ol>
 *   <li>Started: the configuration was read and everything is wired.
 *   <li>Alive never asks for Redis: restarting pods does not bring a master back.
 *   <li>Ready follows the remembered, damped state; a fail-over takes no pod out of the balancer.
 *       Features add what they need before their first request.
 * </ol>
 *
 * <p><b>Decisions.</b>
 *
 * <ul>
 *   <li>After a long outage pods become unready. Rejected: staying ready for ever, which hides a
 *       pod that alone lost its network.
 * </ul>
 */
@NullMarked
package io.vedette.health;

import org.jspecify.annotations.NullMarked;
