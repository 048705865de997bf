package io.interleave.front.render;

/**
 * Something a user should know, outside stdout and stderr.
 *
 * @param plain without colours
 * @param html the same as HTML without scripts
 */
public record NoticeText(String plain, String html) {}
