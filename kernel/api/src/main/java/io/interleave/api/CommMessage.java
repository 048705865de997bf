package io.interleave.api;

import java.util.List;

/**
 * What came over a comm.
 *
 * @param dataJson a JSON object
 * @param metadataJson a JSON object
 * @param buffers binary data
 */
public record CommMessage(String dataJson, String metadataJson, List<byte[]> buffers) {}
