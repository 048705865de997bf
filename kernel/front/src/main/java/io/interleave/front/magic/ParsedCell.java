package io.interleave.front.magic;

import java.util.List;
import java.util.Optional;

/**
 * A cell with its commands taken out.
 *
 * @param code the code with each command's line left blank, so that lines keep their numbers
 * @param lineCalls in their order
 */
public record ParsedCell(String code, Optional<MagicCall> cellCall, List<MagicCall> lineCalls) {}
