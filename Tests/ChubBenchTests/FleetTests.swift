import GBCSCodec
import Testing

@testable import chub_bench

// Within the serial suite: rows and tables write into the one buffer of the C side.
extension MeasurementTests {
    @Suite("IF-5 chub-bench's fleet and scaling")
    struct FleetTests {
        @Test("IF-5: a home is updated, and tells of the transfer and then of its version")
        func home() throws {
            var buffer = [UInt8](repeating: 0, count: 512)
            var outcomes: [HomeOutcome] = []
            for number in [7, 7, 8] {
                var home = try FleetHome(number)
                try home.request(SampleFile.upgradeImage(4_096))
                outcomes.append(try home.run(&buffer))
            }
            for outcome in outcomes {
                #expect(outcome.alerts.map(\.rawValue) == [0x8F8A, 0x8F8B])
            }
            #expect(outcomes[0].digest == outcomes[1].digest)
            #expect(outcomes[0].digest != outcomes[2].digest)
        }

        @Test("IF-5: a home without an image comes to no end, and says so")
        func unfinished() throws {
            var buffer = [UInt8](repeating: 0, count: 512)
            var home = try FleetHome(1)
            #expect(throws: FleetHome.Unfinished.self) { try home.run(&buffer) }
        }

        @Test("IF-5: what a fleet comes to depends on its homes and not on threads", arguments: [3, 10])
        func threads(homes: Int) throws {
            let image = SampleFile.upgradeImage(10_240)
            let results = try (1...3).map { try Fleet.run(homes: homes, threads: $0, upgradeImage: image) }
            for result in results {
                #expect(result.alerts == 2 * homes)
                #expect(result.digest == results[0].digest)
                #expect(result.wall > 0)
                // Whichever thread makes them: each home needs the same, each thread a few.
                let difference = abs(Int(result.allocations) - Int(results[0].allocations))
                #expect(difference < 100 && (result.allocations > 0) == Yardstick.countsAllocations)
            }
            #expect(try Fleet.run(homes: homes + 1, threads: 2, upgradeImage: image).digest != results[0].digest)
        }

        @Test("IF-5: the fleet's rows: two threads against one, and memory")
        func rows() throws {
            let fleet = try FleetRows.measure(homes: 3, imageSize: 4_096)
            #expect(fleet.rows.map(\.row) == [FleetRows.name, FleetRows.memoryName])
            #expect(fleet.rows[0].variants.map(\.name) == ["two threads", "one thread"])
            #expect(fleet.rows[0].unit == "ns/home" && fleet.rows[0].operations == 3)
            #expect(fleet.text.contains("6 alerts, digest "))
            let names = LargeMeasurement.names
            #expect(Set(names + RowPlan.all.map(\.name)).count == names.count + RowPlan.all.count)
        }

        @Test("IF-5: a digest tells order and values apart")
        func digest() {
            func digest(_ octets: [UInt8]) -> UInt64 {
                var digest = FleetDigest()
                digest.add(octets)
                return digest.value
            }
            // From its authors' test vectors.
            #expect(digest([]) == 0xCBF2_9CE4_8422_2325)
            #expect(digest([0x61]) == 0xAF63_DC4C_8601_EC8C)
            #expect(digest([1, 2]) != digest([2, 1]))
            var number = FleetDigest()
            number.add(0x0000_0000_0000_0201 as UInt64)
            #expect(number.value == digest([1, 2, 0, 0, 0, 0, 0, 0]))
        }

        @Test("IF-5: the scaling tables have a point an amount, the smallest first with ratio 1")
        func scaling() throws {
            let tables = [
                try ScalingTables.imageSize(kilobytes: [1, 2], seconds: 0, leastBlocks: 1),
                try ScalingTables.devices([1, 16], seconds: 0, leastBlocks: 1),
                try ScalingTables.hubs(
                    "scaling: hubs, 64 blocks each in turn", [1, 3], turn: 64, goal: 1.3, seconds: 0, leastBlocks: 1),
                try ScalingTables.hubs(
                    "scaling: hubs, a block each in turn", [1, 3], turn: 1, goal: nil, seconds: 0, leastBlocks: 1),
            ]
            #expect(tables.map { $0.points.map(\.amount) } == [[1, 2], [1, 16], [1, 3], [1, 3]])
            #expect(tables.map(\.goal) == [1.1, nil, 1.3, nil])
            #expect(Set(tables.map(\.name)).isSubset(of: LargeMeasurement.names))
            for table in tables {
                #expect(table.ratio(table.points[0]) == 1)
                for point in table.points { #expect(point.minimum > 0 && point.minimum <= point.median) }
                #expect(table.rows.count == 2 && table.text.split(separator: "\n").count == 3)
            }
        }

        @Test("IF-5: a table of a hub that serves too little is none")
        func notServed() {
            var rounds = 0
            let subjects = [
                // Enough at first.
                ScalingSubject(amount: 1, blocks: 4) {
                    rounds += 1
                    return rounds < 3 ? 4 : 3
                }
            ]
            #expect(throws: ScalingHub.NotServed.self) {
                try ScalingTable(
                    name: "scaling: none", quantity: "hubs", goal: nil, subjects: subjects, seconds: 0, leastBlocks: 1)
            }
        }

        @Test("IF-5: the fleet and the tables fit 80 columns")
        func columns() {
            let runs = (1...2).map { threads in
                [Fleet.Result(homes: 50_000, threads: threads, alerts: 100_000, wall: 123.45, user: 234.56)]
            }
            let fleet = FleetMeasurement(homes: 50_000, imageSize: 262_144, runs: runs)
            let point = ScalingTable.Point(amount: 50_000, minimum: 1_234.5, median: 2_345.6, allocations: 1.0 / 3)
            let table = ScalingTable(
                name: "scaling: hubs, 64 blocks each in turn", quantity: "hubs", goal: 1.3, points: [point])
            for line in (fleet.text + "\n" + table.text).split(separator: "\n") {
                #expect(line.count <= 80, "\(line)")
            }
        }

        @Test(
            "IF-5: wrong options of the fleet and the page are status 64",
            arguments: [["--homes"], ["--homes", "1"], ["--homes", "many"], ["--homes", "1000001"], ["--report"]])
        func usage(arguments: [String]) {
            #expect(throws: WrongUsage.self) { try Options(arguments) }
            #expect(ChubBench.run(arguments) == 64)
        }

        @Test("IF-5: --filter takes the fleet and the scaling tables by a part of their names")
        func filter() throws {
            let fleet = try Options(["--filter", "FLEET", "--homes", "50000"])
            #expect(fleet.large == [FleetRows.name] && fleet.plans.isEmpty && fleet.homes == 50_000)
            #expect(try Options(["--filter", "scaling"]).large.count == 4)
            #expect(try Options([]).large == LargeMeasurement.names)
        }
    }
}
