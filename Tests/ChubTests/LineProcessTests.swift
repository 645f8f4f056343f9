import Testing

@testable import chub

@Suite("IF-1 a program that is talked to in lines")
struct LineProcessTests {
    /// Longer than anything here takes; nothing waits for it to pass.
    private let patience = Duration.seconds(60)

    @Test("IF-1: a line goes, a line comes, with any line end, the last one without")
    func lines() throws {
        let process = try LineProcess(#"read a; printf '<%s>\r\n' "$a"; read b; printf '%s\n\nend' "$b""#)
        #expect(process.send("one", within: patience))
        #expect(process.readLine(within: patience) == .line("<one>"))
        #expect(process.readLine(within: .zero) == .nothing)
        #expect(process.send("two", within: patience))
        for expected: LineProcess.Reading in [.line("two"), .line(""), .line("end"), .ended] {
            #expect(process.readLine(within: patience) == expected)
        }
        #expect(process.end(within: patience) == .status(0))
    }

    @Test("IF-1: how a program ended is known: status, signal, no such program, or not at all")
    func endings() throws {
        #expect(try LineProcess("exit 3").end(within: patience) == .status(3))
        #expect(try LineProcess("kill -SEGV $$").end(within: patience) == .signal(11))
        #expect(try LineProcess("exec /nonexistent/program 2>/dev/null").end(within: patience) == .status(127))
        #expect(try LineProcess("cat >/dev/null").end(within: patience) == .status(0))
        let deaf = try LineProcess("trap '' TERM INT; sleep 1000 & sleep 1000")
        #expect(deaf.readLine(within: .milliseconds(20)) == .nothing)
        #expect(deaf.end(within: .zero) == .killed)
        #expect(deaf.end(within: .zero) == .killed)
        #expect(deaf.readLine(within: patience) == .ended)
    }

    @Test("IF-1: a program that has ended, or that does not read, takes no line and ends nobody")
    func notTaken() throws {
        let ended = try LineProcess("exec <&-; echo closed; exec sleep 1000")
        #expect(ended.readLine(within: patience) == .line("closed"))
        #expect(!ended.send("x", within: patience))
        let deaf = try LineProcess("exec sleep 1000")
        #expect(!deaf.send(String(repeating: "0", count: 1 << 20), within: .milliseconds(20)))
    }

    @Test("IF-1: a program that writes before it has read everything keeps nobody waiting")
    func bothWays() throws {
        let long = String(repeating: "ab", count: 200_000)
        let process = try LineProcess("cat")
        for _ in 0..<3 {
            #expect(process.send(long, within: patience))
            #expect(process.readLine(within: patience) == .line(long))
        }
    }

    @Test("IF-1: a line that is too long, and one that is no text, are no trap")
    func garbage() throws {
        let endless = try LineProcess("tr '\\0' x </dev/zero")
        #expect(endless.readLine(within: patience) == .tooLong)
        let octets = try LineProcess(#"printf '\377\200\0a\n'"#)
        #expect(octets.readLine(within: patience) == .line("\u{FFFD}\u{FFFD}\0a"))
    }

    @Test("IF-1: a wait is broken off")
    func interrupted() throws {
        let process = try LineProcess("sleep 1000")
        #expect(process.readLine(within: patience) { true } == .interrupted)
    }
}
