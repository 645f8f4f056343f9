import Foundation
import Testing

@testable import chub

// What the tests need of a system: Linux has it.
@Suite("IF-1 files: whole or not at all", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
struct FileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Runs a line of a shell, in which `$CHUB` is the program and `$D` the folder.
    private func shell(_ line: String) throws -> (status: Int32, output: String, diagnostics: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", line]
        process.environment = ["CHUB": ProgramRun.program.path, "D": folder.path, "PATH": "/usr/bin:/bin"]
        let (output, diagnostics) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = diagnostics
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let words = String(decoding: diagnostics.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text, words)
    }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    @Test(
        "IF-1: a FILE may be -, /dev/stdin, a pipe with a name, or a process's output",
        arguments: [
            "$CHUB image - < $D/x", "cat $D/x | $CHUB image -", "cat $D/x | $CHUB image /dev/stdin",
            "$CHUB image <(cat $D/x)", "mkfifo $D/p; cat $D/x > $D/p & $CHUB image $D/p",
            "cat $D/x | $CHUB update -", "$CHUB update <(cat $D/x)", "cat $D/x | $CHUB image make -o $D/y --payload -",
            "$CHUB image make -o $D/y --element 0=<(cat $D/x)",
            "echo df09020000000000000001080011223344556677080011223344556688000201290205000 | sed 's/0$//' | $CHUB gbcs -",
        ])
    func pipes(line: String) throws {
        // More than a pipe holds at once.
        _ = try folder.write(sampleFile(size: 200_000), to: "x")
        let run = try shell(line)
        #expect(run.status == 0 && run.diagnostics.isEmpty, "\(run)")
        #expect(!run.output.isEmpty)
    }

    @Test("IF-1: a write that fails leaves the old file as it was, and nothing beside it")
    func failedWrite() throws {
        let old = try folder.write([1, 2, 3], to: "old.ota")
        // A limit of one block of 512 or 1024 octets stands for a full disk.
        let run = try shell("ulimit -f 1; $CHUB image make -o $D/old.ota --size 100000")
        #expect(run.status == 74)
        #expect(run.diagnostics == "chub: \(old): cannot write: file too large\n")
        #expect(try folder.read("old.ota") == [1, 2, 3])
        #expect(try names == ["old.ota"])
        let full = try shell("$CHUB image make -o /dev/full")
        #expect(full.status == 74)
        #expect(full.diagnostics == "chub: /dev/full: cannot write: no space left on device\n")
        let output = try shell("$CHUB --version > /dev/full")
        #expect(output.status == 74)
        #expect(output.diagnostics == "chub: cannot write to standard output: no space left on device\n")
    }

    @Test("IF-1: a full disk leaves the old file as it was", .enabled(if: geteuid() == 0))
    func fullDisk() throws {
        let run = try shell(
            """
            mkdir $D/m && mount -t tmpfs -o size=64k none $D/m 2> /dev/null || exit 99
            echo old > $D/m/x; $CHUB image make -o $D/m/x --size 100000; echo $?; cat $D/m/x; ls -A $D/m; umount $D/m
            """)
        if run.status == 99 { try Test.cancel("even root may not mount here") }
        #expect(run.output == "74\nold\nx\n")
        #expect(run.diagnostics == "chub: \(folder.path)/m/x: cannot write: no space left on device\n")
    }

    @Test("IF-1: a file that is replaced keeps its permissions, and a link its place")
    func permissions() throws {
        let run = try shell(
            """
            touch $D/x; chmod 640 $D/x; ln -s x $D/link; ln -s later $D/dangling
            $CHUB image make -o $D/link --size 5 > /dev/null; $CHUB image make -o $D/dangling --size 5 > /dev/null
            stat -c '%a %s' $D/x; stat -c %F $D/link; stat -c %s $D/later; ls -A $D | wc -l
            """)
        #expect(run.output == "640 65\nsymbolic link\n65\n4\n" && run.diagnostics.isEmpty, "\(run)")
    }

    @Test("IF-1: a name that is not UTF-8 is opened rightly, and printed without what a terminal obeys")
    func names8Bit() throws {
        _ = try folder.write(sampleFile(size: 500), to: "x")
        let run = try shell(
            """
            cp $D/x $D/$'a\\xffb'; $CHUB image $D/$'a\\xffb' | grep -c fileVersion
            $CHUB image make --size 5 -o $D/$'\\xe9\\x1b[31m'; ls -b $D; $CHUB update $D/$'a\\xffb' | grep -c 'image  '
            """)
        #expect(run.output.contains("\\xe9\\x1b[31m: 65 octets"), "\(run)")
        #expect(run.output.contains("\\351\\033[31m\n") && run.output.hasPrefix("1\n") && run.output.hasSuffix("\n1\n"))
        let absent = try shell("$CHUB image $'/no\\xff\\n\\x1b[31m'")
        #expect(absent.status == 66)
        #expect(absent.diagnostics == "chub: /no\\xff\\x0a\\x1b[31m: no such file\n")
        for name in ["plain", "é", "a\u{10FF80}b"] { #expect(FileName.text(FileName.octets(name)).isEmpty == false) }
        for octets in [[0x61, 0xFF], [0xC3], [0xF4, 0x8F, 0xBE, 0x80]] as [[UInt8]] {
            #expect(FileName.octets(FileName.text(octets)) == octets)
        }
    }

    @Test("IF-1: each record is written or its failure told, and the others are whole")
    func records() throws {
        let run = try shell(
            "$CHUB update --size 5000 --pcapng /dev/full --trace $D/t --report $D/r > /dev/null; echo $?; tail -c 8 $D/r"
        )
        #expect(run.output == "74\n</html>\n")
        #expect(run.diagnostics == "chub: /dev/full: cannot write: no space left on device\n")
        #expect(try folder.read("t").count > 10_000)
        let all = try shell("$CHUB update --size 5000 --pcapng /dev/full --trace /dev/full --report $D/r2 > /dev/full")
        #expect(all.status == 74)
        #expect(all.diagnostics.split(separator: "\n").count == 3)
        #expect(try folder.read("r2").count == folder.read("r").count)
        // What ends the run takes no record with it.
        _ = try folder.write(Array(sampleFile(size: 500).prefix(60)), to: "bare")
        let bare = try shell(
            """
            printf '\\x3c\\0\\0\\0' | dd of=$D/bare bs=1 seek=52 conv=notrunc 2> /dev/null
            $CHUB update $D/bare --trace $D/t2 --report $D/r3 > /dev/null; echo $?; tail -c 8 $D/r3; ls $D/t2
            """)
        #expect(bare.output == "65\n</html>\n\(folder.path)/t2\n")
        #expect(bare.diagnostics.contains("HUB-5") && bare.diagnostics.split(separator: "\n").count == 1)
        // A record that cannot be made ends the run before it begins, and empties nothing.
        let early = try shell("$CHUB update --trace $D/t --report $D/none/r")
        #expect(early.status == 74 && early.output.isEmpty)
        #expect(try folder.read("t").count > 10_000)
    }

    @Test("IF-1: a record over the input, or over another record, is refused, by whatever name")
    func sameFile() throws {
        _ = try folder.write(sampleFile(size: 500), to: "x")
        let run = try shell(
            """
            ln $D/x $D/hard; ln -s x $D/soft; cd $D
            for o in hard soft ./x; do $CHUB update x --pcapng $o; echo $?; done
            $CHUB update --trace new --report ./new; echo $?; ls -A $D | wc -l; stat -c %s x
            """)
        #expect(run.output == "64\n64\n64\n64\n3\n500\n")
    }

    @Test("IF-1: SIGINT and SIGTERM leave whole records of what was so far, and status 1", arguments: ["INT", "TERM"])
    func interrupted(signal: String) throws {
        let run = try shell(
            """
            set -m
            $CHUB update --size 700000 --block-size 1 --json --trace $D/t --pcapng $D/c --report $D/r > $D/out &
            while ! grep -q transferStarted $D/out 2> /dev/null && kill -0 $!; do sleep 0.05; done
            kill -\(signal) $!; wait $!; echo $?; tail -n 1 $D/out | grep -c '"finished":false'; tail -c 8 $D/r
            """)
        #expect(run.output.hasSuffix("1\n1\n</html>\n"), "\(run)")
        let trace = String(decoding: try folder.read("t"), as: UTF8.self)
        #expect(trace.hasSuffix("}\n"))
        #expect(try folder.read("c").prefix(4) == [0x0A, 0x0D, 0x0D, 0x0A])
    }
}
