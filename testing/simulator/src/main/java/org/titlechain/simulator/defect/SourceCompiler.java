package org.titlechain.simulator.defect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles one source against the classes that run; nothing touches a disk. */
final class SourceCompiler {
    private SourceCompiler() {}

    /** The classes that the source gives, by name. */
    static Map<String, byte[]> compile(String className, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("this Java has no compiler");
        }
        StringWriter messages = new StringWriter();
        try (Output output = new Output(compiler.getStandardFileManager(null, null, null))) {
            boolean compiled = compiler.getTask(
                            messages,
                            output,
                            null,
                            List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path")),
                            null,
                            List.of(new Source(className, source)))
                    .call();
            if (!compiled) {
                throw new IllegalStateException(className + " does not compile: " + messages);
            }
            return output.classes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI address(String className, JavaFileObject.Kind kind) {
        return URI.create("memory:///" + className.replace('.', '/') + kind.extension);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(address(className, Kind.SOURCE), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Compiled extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Compiled(String className, Kind kind) {
            super(address(className, kind), kind);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, Compiled> compiled = new LinkedHashMap<>();

        Output(JavaFileManager manager) {
            super(manager);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return compiled.computeIfAbsent(className, name -> new Compiled(name, kind));
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new TreeMap<>();
            compiled.forEach((name, output) -> classes.put(name, output.bytes.toByteArray()));
            return classes;
        }
    }
}
