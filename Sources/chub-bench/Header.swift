import Foundation
import OrderedJSON

/// IF-5: what figures were taken on, and of what; without it they say nothing.
struct Header {
    let cpu: String
    let cores: Int
    let os: String
    let compiler: String
    let commit: String
    let date: String
    let build: String

    /// Of this machine, this program and now.
    static var current: Header {
        Header(
            cpu: processor, cores: ProcessInfo.processInfo.activeProcessorCount, os: operatingSystem,
            compiler: compiler, commit: commit, date: Date().formatted(.iso8601), build: build)
    }

    /// One line of JSON.
    var json: String {
        let fields: JSONValue = .object([
            "cpu": .string(cpu), "cores": .integer(UInt64(cores)), "os": .string(os), "compiler": .string(compiler),
            "commit": .string(commit), "date": .string(date), "build": .string(build),
        ])
        return JSONValue.object(["header": fields]).text
    }

    /// A few lines for people.
    var text: String {
        """
        chub-bench, \(build) build of \(commit), \(date)
        \(cpu), \(cores) core\(cores == 1 ? "" : "s"), \(os)
        \(compiler)
        """
    }

    static var build: String {
        #if DEBUG
            "debug"
        #else
            "release"
        #endif
    }

    private static var processor: String {
        value(of: "model name", in: "/proc/cpuinfo", separator: ":") ?? ProcessInfo.processInfo.machineName
    }

    private static var operatingSystem: String {
        value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=")
            ?? ProcessInfo.processInfo.operatingSystemVersionString
    }

    /// The first line of a file that is so named.
    private static func value(of name: String, in file: String, separator: Character) -> String? {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix(name) {
            guard let start = line.firstIndex(of: separator) else { continue }
            return line[line.index(after: start)...].trimmingCharacters(in: CharacterSet(charactersIn: " \""))
        }
        return nil
    }

    /// Both compilers: a ratio is one of their work.
    private static var compiler: String {
        #if compiler(>=6.4)
            let swift = "Swift 6.4 or later"
        #elseif compiler(>=6.3)
            let swift = "Swift 6.3"
        #else
            let swift = "Swift 6.2"
        #endif
        let c = Yardstick.compiler.prefix { $0 != "(" }.trimmingCharacters(in: .whitespaces)
        return "\(swift), \(c)"
    }

    /// Of the clone that this program was built from, with a plus sign where files have changed since.
    private static var commit: String {
        guard let commit = git("rev-parse", "--short", "HEAD") else { return "an unknown commit" }
        return git("status", "--porcelain", "--untracked-files=no") == "" ? commit : commit + "+"
    }

    private static func git(_ arguments: String...) -> String? {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().path
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "-C", folder] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let octets = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return String(decoding: octets, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension ProcessInfo {
    /// What kind of processor it is, where its name is not told.
    fileprivate var machineName: String {
        #if arch(x86_64)
            "x86_64"
        #elseif arch(arm64)
            "arm64"
        #else
            "an unknown processor"
        #endif
    }
}
