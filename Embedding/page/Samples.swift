import HANModel
import HANSimulation
import Notation
import OrderedJSON
import ZCLCodec

/// Something to begin with.
struct Sample {
    let label: String
    let octets: [UInt8]
    let cluster: ClusterIdentifier?

    init(_ label: String, _ octets: [UInt8], _ cluster: ClusterIdentifier? = nil) {
        (self.label, self.octets, self.cluster) = (label, octets, cluster)
    }

    /// One of the golden vectors.
    init(_ label: String, vector: String, _ cluster: ClusterIdentifier? = nil) {
        self.init(label, (try? OrderedJSON.octets(fromHex: vector)) ?? [], cluster)
    }
}

/// Frames, a file and messages; one of the frames is broken.
var samples: [Sample] {
    let file = FileIdentifier(manufacturerCode: 0x1234, imageType: 1, fileVersion: 2)
    let image = SampleImage.make(
        file: file, hardwareVersions: OTAHeader.HardwareVersions(minimum: 0x0101, maximum: 0x0102), size: 400)
    return [
        // query-next-image.json 3, image-block-response.json 3, read-attributes.json 29, event-log.json 25.
        Sample("Query Next Image Request", vector: "0112010134120201040302010105"),
        Sample("Image Block Response", vector: "19320500341202010503020100000000081ef1ee0b00013800"),
        Sample("Image Block Response that is cut short", vector: "193205003412020105030201000000000a1ef1ee0b"),
        Sample("Read Attributes Response", vector: "10120102000023040302010a00860600003001"),
        Sample(
            "Publish Event Log", vector: "19040103000001310701810100000002a1a207028102000000000703810300000001b1",
            .events),
        Sample("OTA file", image),
        // firmware-alerts.json 2, event-log-messages.json 2.
        Sample(
            "GBCS alert 0x8F8A, firmware transfer success",
            vector: "df09030000000000000bb90800db1234567890b20890b3d51f3000000a000201282b30290203008f8a180f323032353036"
                + "31353130333030305a040800db1234567890b404040002010502010000"),
        Sample(
            "GBCS response with an event log (CS10a)",
            vector: "dd0000000000005c1100000000df090200000000000000040800db0000000000a10890b3d51f3000000900020014280109"
                + "010107090020090001030000013003018f010000000003028f020000000003038f030000000000000000000000000000000000"
        ),
    ]
}
