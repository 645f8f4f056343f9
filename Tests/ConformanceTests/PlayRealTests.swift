import Conformance
import HANModel
import Testing

@Suite("IF-4 scenarios that are played, by the wall clock")
struct PlayRealTests {
    private let queries = ["010001013412010001000000", "010101013412010001000000"]
    private let stopped = #"{"to":"user","event":{"name":"stopped","reason":"nothingNew"}}"#

    private func begun(_ pace: PlaySettings.Pace, speed: Double = 1) throws -> Table {
        var settings = PlaySettings(pace: pace)
        settings.speed = speed
        var table = try Table(settings)
        table.wait(50)
        table.say(#"{"ready":true}"#)
        _ = table.sent()
        return table
    }

    @Test("IF-4: inputs go at their times, outputs may be so far from theirs, and no time is told")
    func real() throws {
        var table = try Table(PlaySettings(pace: .real))
        table.wait(50)
        table.say(#"{"ready":true}"#)
        #expect(table.sent().dropFirst() == [#"{"from":"user","command":"queryNextImage"}"#])
        table.wait(250)
        table.say(queries[0])
        table.wait(749)
        #expect(table.sent() == [])
        table.wait(1)
        #expect(table.sent() == ["19000298"])
        table.say(stopped)
        table.wait(1_750)
        table.say(queries[1])
        #expect(!table.play.isOver)
        table.wait(250)
        #expect(table.play.isOver && table.failure == nil)
    }

    @Test("IF-4: an output that is too late or too early by the tolerance fails")
    func times() throws {
        var table = try begun(.real)
        table.wait(251)
        #expect(table.failure?.name == "step 2" && table.failure?.got == "nothing within 251 ms")
        table = try begun(.real)
        table.say(queries[0])
        table.wait(1_000)
        table.say(stopped)
        table.wait(1_700)
        table.say(queries[1])
        #expect(table.failure?.name == "step 5" && table.failure?.got == "it at 2700 ms")
    }

    @Test("IF-4: an input waits for the outputs before it, and all that follows with it")
    func delay() throws {
        var table = try Table(
            [
                #"{"at":0,"from":"user","command":"queryNextImage"}"#, #"{"at":0,"to":"hub","frame":"01"}"#,
                #"{"at":100,"from":"hub","frame":"02"}"#, #"{"at":200,"from":"hub","frame":"03"}"#,
            ], PlaySettings(pace: .real))
        table.say(#"{"ready":true}"#)
        _ = table.sent()
        table.wait(240)
        #expect(table.sent() == [])
        table.say("01")
        #expect(table.sent() == ["02"])
        table.wait(99)
        #expect(table.sent() == [])
        table.wait(1)
        #expect(table.sent() == ["03"])
    }

    @Test("IF-4: at a speed, times are shorter, and the tolerance is one of real time")
    func speed() throws {
        var table = try begun(.real, speed: 10)
        table.say(queries[0])
        table.wait(100)
        #expect(table.sent() == ["19000298"])
        table.say(stopped)
        table.wait(449)
        table.say(queries[1])
        #expect(table.outcome("step 5") == .passed)
    }

    @Test("IF-4: where time is asked, inputs go at once, answers have the tolerance, and timers their time")
    func asked() throws {
        var table = try begun(.asked)
        table.say(queries[0])
        #expect(table.sent() == ["19000298"])
        table.say(stopped)
        table.wait(3_249)
        #expect(!table.play.isOver)
        table.say(queries[1])
        #expect(table.outcome("step 5") == .passed)
        table.wait(250)
        #expect(table.play.isOver && table.failure == nil)
        table = try begun(.asked)
        table.wait(251)
        #expect(table.failure?.name == "step 2")
    }

    @Test("IF-4: a timer that ends a little before the input that stands before it is no fault")
    func early() throws {
        let steps = [
            #"{"at":1000,"from":"hub","frame":"02"}"#, #"{"at":1000,"to":"hub","frame":"01"}"#,
        ]
        var table = try Table(steps, PlaySettings(pace: .real))
        table.say(#"{"ready":true}"#)
        table.wait(800)
        table.say("01")
        #expect(!table.play.isOver)
        table.wait(450)
        #expect(table.play.isOver && table.failure == nil)
        table = try Table(steps, PlaySettings(pace: .real))
        table.say(#"{"ready":true}"#)
        table.wait(700)
        table.say("01")
        #expect(table.failure?.name == "nothing else")
    }

    @Test("IF-4: times that are told where none are fail")
    func noTimes() throws {
        for line in [#"{"at":1}"#, #"{"until":0}"#] {
            var table = try begun(.real)
            table.say(line)
            #expect(table.failure?.got == "a time, where time is not told")
        }
    }

    @Test("IF-4: one that has said all may go")
    func end() throws {
        var table = try begun(.asked)
        table.say(queries[0])
        table.say(stopped)
        table.say(queries[1])
        table.play.end("nothing: it is gone")
        #expect(table.play.isOver && table.failure == nil)
    }

    @Test("IF-4: what is withdrawn is skipped, with its reason")
    func withdrawn() throws {
        let identity = #""device":"\#(Table.device)","type":"ppmid","manufacturerCode":1,"imageType":1"#
        let device = #"{\#(identity),"runningVersion":"00000001","hardwareVersion":1}"#
        let scenario = try Table.scenario(Table.asking, of: #""withdrawn":"the rule was wrong","device":\#(device)"#)
        #expect(scenario.reasonToSkip(PlaySettings(pace: .told)) == "withdrawn: the rule was wrong")
    }

    @Test("IF-4: what takes too long is skipped, and told time takes none")
    func longest() throws {
        let scenario = try Table.scenario(
            [#"{"at":0,"to":"hub","frame":"01"}"#, #"{"at":61000,"from":"hub","frame":"02"}"#])
        var settings = PlaySettings(pace: .real)
        #expect(scenario.reasonToSkip(settings) == "it takes 61 s, more than 60 s")
        settings.speed = 2
        #expect(scenario.reasonToSkip(settings) == nil)
        #expect(scenario.reasonToSkip(PlaySettings(pace: .told)) == nil)
        // Only the other side's timers take time.
        #expect(scenario.reasonToSkip(PlaySettings(pace: .asked)) == nil)
    }

    @Test("IF-4: one that knows frames alone gets no other lines, and what it cannot show is not awaited")
    func plain() throws {
        var settings = PlaySettings(pace: .asked)
        settings.isPlain = true
        let reason = try Table.scenario(Table.asking).reasonToSkip(settings)
        #expect(reason == #"step 1 is more than a frame: {"from":"user","command":"queryNextImage"}"#)
        #expect(
            try Table.scenario([#"{"at":0,"from":"hub","broadcast":true,"frame":"01"}"#]).reasonToSkip(settings) != nil)
        #expect(
            try Table.scenario([#"{"at":0,"from":"00-DB-12-34-56-78-90-A1","frame":"01"}"#]).reasonToSkip(settings)
                == "step 1 is a frame of 00-DB-12-34-56-78-90-A1, for which there is no connection")
        var table = try Table(Array(Table.asking.dropFirst()), settings)
        #expect(table.sent() == [])
        table.say(Table.device, queries[0])
        #expect(table.sent() == ["19000298"])
        table.say(queries[1])
        table.wait(250)
        #expect(table.play.isOver && table.failure == nil)
        #expect(table.outcome("step 3") == .skipped(ScenarioPlay.notObservable))
        #expect(table.play.suite.counts.skipped == 1 && table.outcome("setup") == nil)
        table = try Table(Array(Table.asking.dropFirst()), settings)
        table.say(#"{"to":"hub","frame":"\#(queries[0])"}"#)
        #expect(table.failure?.got.hasPrefix("JSON, though") == true)
    }

    @Test("IF-4: a hub that knows frames alone has a connection for each device")
    func plainHub() throws {
        let names = ["00-DB-12-34-56-78-90-A1", "00-DB-12-34-56-78-90-A2"]
        let log = names.map { #"{"device":"\#($0)","type":"ppmid"}"# }.joined(separator: ",")
        let scenario = try Table.scenario(
            [
                #"{"at":0,"from":"\#(names[1])","frame":"01"}"#, #"{"at":0,"to":"\#(names[0])","frame":"02"}"#,
            ], of: #""hub":{},"devices":[\#(log)]"#)
        var settings = PlaySettings(pace: .asked)
        settings.isPlain = true
        #expect(scenario.connections(settings).count == 1)
        #expect(scenario.reasonToSkip(settings) != nil)
        settings.hasConnectionForEachDevice = true
        #expect(scenario.connections(settings).map { $0.map { "\($0)" } } == names)
        #expect(scenario.reasonToSkip(settings) == nil)
        var play = ScenarioPlay(scenario, settings, at: .start)
        play.advance(to: .start)
        #expect(play.takeLines() == [.init(connection: 1, text: "01")])
        play.take("02", from: 0, at: .start)
        #expect(play.suite.counts.passed == 2)
        play.take("02", from: 1, at: .start)
        #expect(play.suite.counts.failed == 1)
    }
}
