package io.interleave.front.magic;

import java.util.List;
import java.util.Optional;

/**
 * A cell with its commands taken out.
 *
 * @param code the code with blanks in place of each command, so that every position keeps its
 *     meaning
 * @param lineCalls in their order
 */
public record ParsedCell(String code, Optional<MagicCall> cellCall, List<MagicCall> lineCalls) {}
