import Testing
import ZCLCodec

@Suite("ZCL-2 profile-wide commands")
struct AttributeCommandTests {
    @Test("ZCL-2: Read Attributes is a list of identifiers")
    func readAttributes() throws {
        let octets: [UInt8] = [0x08, 0x11, 0x00, 0x02, 0x00, 0x06, 0x00, 0xFD, 0xFF]
        try octets.lend { (view) throws in
            let frame = try Frame(view)
            guard case .readAttributes(let list) = frame.command else {
                Issue.record("no Read Attributes")
                return
            }
            #expect(Array(list) == [.currentFileVersion, .imageUpgradeStatus, .clusterRevision])
            #expect(frame.encoded() == octets)
        }
        [AttributeIdentifier.currentFileVersion, .imageUpgradeStatus, .clusterRevision].encodedRecords()
            .withOctetView { view in
                let list = try? ReadAttributes(view)
                let frame = list.map { Frame(.readAttributes($0), sequence: 0x11, direction: .serverToClient) }
                #expect(frame?.encoded() == octets)
            }
    }

    @Test("ZCL-2: a Read Attributes Response has type and value when the status is 0")
    func readAttributesResponse() throws {
        let octets: [UInt8] = [
            0x10, 0x11, 0x01,
            0x02, 0x00, 0x00, 0x23, 0x04, 0x03, 0x02, 0x01,
            0x09, 0x00, 0x86,
            0x06, 0x00, 0x00, 0x30, 0x01,
        ]
        try octets.lend { (view) throws in
            let frame = try Frame(view)
            guard case .readAttributesResponse(let records) = frame.command else {
                Issue.record("no Read Attributes Response")
                return
            }
            let unsupported = try #require(FailureStatus(.unsupportedAttribute))
            #expect(
                Array(records) == [
                    ReadAttributeRecord(.currentFileVersion, .value(.uint32(0x0102_0304))),
                    ReadAttributeRecord(.minimumBlockPeriod, .failure(unsupported)),
                    ReadAttributeRecord(.imageUpgradeStatus, .value(.enum8(1))),
                ])
            #expect(Array(records).encodedRecords() == [UInt8](octets.dropFirst(3)))
        }
    }

    @Test("ZCL-2: Write Attributes and its response")
    func writeAttributes() throws {
        let octets: [UInt8] = [0x00, 0x12, 0x02, 0x09, 0x00, 0x21, 0xF4, 0x01]
        try octets.lend { (view) throws in
            guard case .writeAttributes(let records) = try Frame(view).command else {
                Issue.record("no Write Attributes")
                return
            }
            #expect(Array(records) == [WriteAttributeRecord(.minimumBlockPeriod, .uint16(500))])
            #expect(Array(records).encodedRecords() == [UInt8](octets.dropFirst(3)))
        }
        try [0x18, 0x12, 0x04, 0x00].lend { (view) throws in
            #expect(try Frame(view).command == .writeAttributesResponse(.success))
        }
        #expect(
            Frame(
                .writeAttributesResponse(.success), sequence: 0x12, direction: .serverToClient,
                disableDefaultResponse: true
            ).encoded() == [0x18, 0x12, 0x04, 0x00])
        try [0x18, 0x12, 0x04, 0x88, 0x09, 0x00].lend { (view) throws in
            guard case .writeAttributesResponse(.failures(let failures)) = try Frame(view).command else {
                Issue.record("no failures")
                return
            }
            let readOnly = try #require(FailureStatus(.readOnly))
            #expect(Array(failures) == [WriteAttributeFailure(readOnly, .minimumBlockPeriod)])
            #expect(Array(failures).encodedRecords() == [0x88, 0x09, 0x00])
        }
    }

    @Test("ZCL-2: a list of write failures names no SUCCESS and is not empty")
    func writeAttributesResponseErrors() {
        #expect(failure([0x18, 0x12, 0x04]) == WireError(.truncated, at: 3))
        #expect(failure([0x18, 0x12, 0x04, 0x00, 0x09, 0x00]) == WireError(.successAmongFailures, at: 3))
        #expect(failure([0x18, 0x12, 0x04, 0x88, 0x09]) == WireError(.truncated, at: 5))
    }

    @Test("ZCL-2: an empty list of attributes is a list")
    func emptyList() throws {
        try [0x08, 0x00, 0x00].lend { (view) throws in
            #expect(try Frame(view).command == .readAttributes(ReadAttributes()))
        }
    }

    @Test("ZCL-2: a record list ends behind a record and nowhere else")
    func recordBoundaries() {
        let octets: [UInt8] = [0x10, 0x00, 0x01, 0x06, 0x00, 0x00, 0x30, 0x01, 0x09, 0x00, 0x86]
        for count in 0...octets.count {
            [UInt8](octets.prefix(count)).withOctetView { view in
                if [3, 8, 11].contains(count) {
                    #expect(throws: Never.self) { try Frame(view) }
                } else {
                    let error = #expect(throws: WireError.self) { try Frame(view) }
                    #expect(error == WireError(.truncated, at: count))
                }
            }
        }
    }

    @Test("ZCL-2: a Default Response says command and status")
    func defaultResponse() throws {
        try [0x18, 0x01, 0x0B, 0x00, 0x7E].lend { (view) throws in
            let response = DefaultResponse(commandIdentifier: 0, status: .notAuthorized)
            #expect(try Frame(view).command == .defaultResponse(response))
        }
    }
}
