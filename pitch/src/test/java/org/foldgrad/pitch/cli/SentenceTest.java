package org.foldgrad.pitch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class SentenceTest {
    @Test
    void whatFilesThrowIsPutIntoWords() {
        assertEquals("a.wav: no permission to read or write it", Sentence.of(new AccessDeniedException("a.wav")));
        assertEquals("a.wav: no permission to read or write it", Sentence.of(new UncheckedIOException(new AccessDeniedException("a.wav"))));
        assertEquals("a.wav: there is no such file or folder", Sentence.of(new NoSuchFileException("a.wav")));
        assertEquals("a: is a file, but a folder is needed there", Sentence.of(new FileAlreadyExistsException("a")));
        assertEquals("a: cannot be read or written: File name too long", Sentence.of(new FileSystemException("a", null, "File name too long")));
        assertEquals("a: cannot be read or written", Sentence.of(new FileSystemException("a")));
    }

    @Test
    void whatIsASentenceStaysOne() {
        assertEquals("a.wav is empty", Sentence.of(new IOException("a.wav is empty")));
        assertEquals("a fault of the program itself: java.lang.IllegalStateException: oh; --debug shows where",
            Sentence.of(new IllegalStateException("oh")));
    }
}
