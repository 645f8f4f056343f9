import Testing
import ZCLCodec

@Suite("ZCL-2 profile-wide commands")
struct AttributeCommandTests {
    @Test("ZCL-2: Read Attributes is a list of identifiers")
    func readAttributes() throws {
        let octets: [UInt8] = [0x08, 0x11, 0x00, 0x02, 0x00, 0x06, 0x00, 0xFD, 0xFF]
        try octets.lend { (view) throws in
            let frame = try Frame(view)
            #expect(frame.command == .readAttributes)
            let list = frame.records(of: AttributeIdentifier.self, in: view).map { $0 }
            #expect(list == [.currentFileVersion, .imageUpgradeStatus, .clusterRevision])
            #expect(frame.encoded(anew: view) == octets)
        }
        [AttributeIdentifier.currentFileVersion, .imageUpgradeStatus, .clusterRevision].encodedRecords()
            .withOctetView { view in
                let frame = Frame(.readAttributes, sequence: 0x11, direction: .serverToClient)
                #expect(frame.encoded(tail: view) == octets)
                // Half an identifier is no list of them.
                #expect(frame.encoded(tail: view.slice(from: 0, count: 5)) == [])
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
            #expect(frame.command == .readAttributesResponse)
            var records = frame.records(of: ReadAttributeRecord.self, in: view).makeIterator()
            guard case .value(.uint32(0x0102_0304))? = records.next()?.outcome,
                case .failure(.unsupportedAttribute)? = records.next()?.outcome,
                case .value(.enum8(1))? = records.next()?.outcome
            else {
                Issue.record("other outcomes")
                return
            }
            let isAtEnd = records.next() == nil
            #expect(isAtEnd)
            let attributes = frame.records(of: ReadAttributeRecord.self, in: view).map { $0.attribute }
            #expect(attributes == [.currentFileVersion, .minimumBlockPeriod, .imageUpgradeStatus])
            #expect(frame.encoded(anew: view) == octets)
            let made = [UInt8](capacity: octets.count - 3) { writer in
                ReadAttributeRecord(.currentFileVersion, .value(.uint32(0x0102_0304))).encode(into: &writer)
                ReadAttributeRecord(.minimumBlockPeriod, .failure(.unsupportedAttribute)).encode(into: &writer)
                ReadAttributeRecord(.imageUpgradeStatus, .value(.enum8(1))).encode(into: &writer)
            }
            #expect(made == [UInt8](octets.dropFirst(3)))
        }
    }

    @Test("ZCL-2: Write Attributes and its response")
    func writeAttributes() throws {
        let octets: [UInt8] = [0x00, 0x12, 0x02, 0x09, 0x00, 0x21, 0xF4, 0x01]
        try octets.lend { (view) throws in
            let frame = try Frame(view)
            #expect(frame.command == .writeAttributes)
            var records = frame.records(of: WriteAttributeRecord.self, in: view).makeIterator()
            guard let record = records.next(), case .uint16(500) = record.value else {
                Issue.record("no value 500")
                return
            }
            #expect(record.attribute == .minimumBlockPeriod && records.next() == nil)
            #expect(frame.encoded(anew: view) == octets)
            let made = [UInt8](capacity: 5) { writer in
                WriteAttributeRecord(.minimumBlockPeriod, .uint16(500)).encode(into: &writer)
            }
            #expect(made == [UInt8](octets.dropFirst(3)))
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
            let frame = try Frame(view)
            #expect(frame.command == .writeAttributesResponse(.failures))
            let failures = frame.records(of: WriteAttributeFailure.self, in: view).map { $0 }
            #expect(failures == [WriteAttributeFailure(.readOnly, .minimumBlockPeriod)])
            #expect(failures.encodedRecords() == [0x88, 0x09, 0x00])
            #expect(frame.encoded() == [], "a list of failures is not empty")
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
            let frame = try Frame(view)
            #expect(frame.command == .readAttributes && frame.tail.count == 0)
            #expect(frame.encoded() == [0x08, 0x00, 0x00])
        }
    }

    @Test("ZCL-2: a record list ends after a record and nowhere else")
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
