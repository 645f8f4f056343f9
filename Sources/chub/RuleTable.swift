// Made from Documentation/Rules.md and the citations in Sources and Tests: see CONTRIBUTING.md, "Add a rule".

/// IF-1: what `chub explain` says, five lines a rule: rule, scope and how many vectors, scenarios and
/// placements show it; words; source; sources that cite it; files of tests that name it.
enum RuleTable {
    static let text = #"""
        ZCL-1 in scope; 137 87 0
        A frame header is frame control, manufacturer code when bit 2 says so, sequence number, command; reserved types and bits are errors. A response to no open request is dropped and reported; all tries of a request have one number.
        ZigBee Cluster Library (07-5123): frame header; notes ota-cluster.md, "Frame header"
        Sources/ CommsHub/Frames/FrameHandling.swift CommsHub/Hub/HubEvent.swift CommsHub/Version/VersionRead.swift GBCSCodec/GBZ/GBZPayload.swift HANCapture/Checks/BlockChecks.swift HANCapture/Checks/Conversation.swift HANCapture/Checks/CorrelationChecks.swift HANCapture/Checks/EndChecks.swift HANCapture/Checks/FrameControlChecks.swift HANCapture/Checks/RequestLog.swift HANDevices/Device/DeviceEvent.swift HANDevices/Frames/FrameHandling.swift HANDevices/Update/BlockTaking.swift HANDevices/Update/Download.swift HANDevices/Update/Query.swift HANDevices/Update/UpgradeEnd.swift Notation/FrameNotation.swift Notation/LayoutWriter.swift ZCLCodec/General/Frame.swift ZCLCodec/General/FrameHeader.swift ZCLCodec/Layout/CommandLayout.swift ZCLCodec/Layout/FieldForms.swift ZCLCodec/Layout/FieldKind.swift ZCLCodec/Layout/FrameFields.swift ZCLCodec/Layout/HeaderLayouts.swift ZCLCodec/Layout/NumberText.swift ZCLCodec/Wire/WireError.swift ZCLNode/FrameReading.swift ZCLNode/ReceivedFrame.swift chub-bench/ScalingTables.swift
        Tests/ CommsHubTests/FrameHandlingTests.swift CommsHubTests/NotifyTests.swift CommsHubTests/OutcomeTests.swift CommsHubTests/QueryTests.swift CommsHubTests/VersionRequestTests.swift ConformanceTests/GoldenVectorTests.swift HANCaptureTests/MutationTests.swift HANCaptureTests/ReadingTests.swift HANDevicesTests/CorrelationTests.swift HANDevicesTests/EventLogRequestTests.swift HANDevicesTests/FrameHandlingTests.swift HANDevicesTests/NotifyTests.swift NotationTests/FrameFromJSONTests.swift NotationTests/FrameListingTests.swift ZCLCodecTests/FrameHeaderTests.swift ZCLCodecTests/LayoutTests.swift ZCLCodecTests/OctetTests.swift ZCLCodecTests/RandomOctetsTests.swift ZCLNodeTests/CorrelationTests.swift ZCLNodeTests/FrameReadingTests.swift
        ZCL-2 in scope; 203 55 0
        Read and Write Attributes, their responses and Default Response; what is answered and what is not; data types and their lengths.
        ZigBee Cluster Library (07-5123): general commands, data types; notes ota-cluster.md, "Profile-wide commands"
        Sources/ CommsHub/Frames/FrameHandling.swift CommsHub/Hub/HubEvent.swift Conformance/Export/ExportedVector.swift Conformance/UnderTest/PlayFault.swift HANCapture/Checks/Conversation.swift HANCapture/Checks/CorrelationChecks.swift HANCapture/Checks/RequestLog.swift HANCapture/Checks/VersionChecks.swift HANDevices/Device/DeviceEvent.swift HANDevices/Frames/FrameHandling.swift HANDevices/Messages/GBZCommands.swift HANDevices/Update/Query.swift Notation/LayoutWriter.swift ZCLCodec/General/AttributeIdentifier.swift ZCLCodec/General/AttributeValue.swift ZCLCodec/General/Command.swift ZCLCodec/General/CommandParsing.swift ZCLCodec/General/DefaultResponse.swift ZCLCodec/General/ReadAttributes.swift ZCLCodec/General/StringOctets.swift ZCLCodec/General/WriteAttributes.swift ZCLCodec/Layout/AttributeLayout.swift ZCLCodec/Layout/FieldForms.swift ZCLCodec/Layout/FieldKind.swift ZCLCodec/Layout/FieldNode.swift ZCLCodec/Layout/LayoutReader.swift ZCLCodec/Layout/OtherLayouts.swift ZCLCodec/Wire/WireError.swift ZCLNode/AttributeServer.swift ZCLNode/FrameReading.swift ZCLNode/OutgoingFrame.swift ZCLNode/ReceivedFrame.swift
        Tests/ CommsHubTests/FrameHandlingTests.swift CommsHubTests/TimeClusterTests.swift CommsHubTests/UpgradeEndTests.swift CommsHubTests/VersionReadTests.swift ConformanceTests/GoldenVectorTests.swift HANCaptureTests/MutationTests.swift HANDevicesTests/AttributeTests.swift HANDevicesTests/EventLogRequestTests.swift HANDevicesTests/FrameHandlingTests.swift HANDevicesTests/MeterLogTests.swift HANDevicesTests/OfferTests.swift HANDevicesTests/UpgradeEndResponseTests.swift NotationTests/AttributeNotationTests.swift NotationTests/RandomFrameTests.swift ZCLCodecTests/AttributeCommandTests.swift ZCLCodecTests/AttributeValueTests.swift ZCLCodecTests/LayoutTests.swift ZCLCodecTests/LayoutValueTests.swift ZCLNodeTests/AttributeServerTests.swift ZCLNodeTests/DefaultResponseTests.swift
        ZCL-3 in scope; 63 21 0
        Status values; an unknown one survives.
        ZigBee Cluster Library (07-5123): status enumerations; notes ota-cluster.md, "Status values"
        Sources/ CommsHub/Hub/Refusal.swift HANDevices/Frames/FrameHandling.swift HANModel/EventDescription.swift ZCLCodec/General/Status.swift ZCLCodec/Layout/FieldForms.swift ZCLCodec/Layout/FrameFields.swift ZCLCodec/Layout/OTAUpgradeLayouts.swift ZCLNode/FrameReading.swift
        Tests/ ChubTests/RulesTests.swift CommsHubTests/FrameHandlingTests.swift CommsHubTests/SecurityLogTests.swift CommsHubTests/TimeClusterTests.swift ConformanceTests/GoldenVectorTests.swift HANDevicesTests/FrameHandlingTests.swift HANDevicesTests/MeterLogTests.swift NotationTests/FrameListingTests.swift ZCLCodecTests/StatusTests.swift ZCLNodeTests/FrameReadingTests.swift
        OTA-1 in scope; 277 76 0
        The ten commands of the OTA Upgrade cluster, field by field.
        OTA Upgrade cluster (09-5264): commands; notes ota-cluster.md, "Commands"
        Sources/ CommsHub/Frames/Transmissions.swift HANCapture/Checks/BlockChecks.swift HANCapture/Checks/CaptureCheck.swift HANCapture/Checks/Conversation.swift HANCapture/Checks/EndChecks.swift HANCapture/Checks/OfferChecks.swift HANCapture/Checks/RequestLog.swift HANDevices/Device/DeviceConfiguration.swift HANDevices/Messages/ActivationCommand.swift HANDevices/Update/Download.swift HANDevices/Update/Fetch.swift HANDevices/Update/ImageVerification.swift HANDevices/Update/UpgradeEnd.swift HANSimulation/DiscardedImage.swift Notation/LayoutWriter.swift OrderedJSON/NotationError.swift ZCLCodec/General/ClusterIdentifier.swift ZCLCodec/General/Command.swift ZCLCodec/General/CommandParsing.swift ZCLCodec/General/Frame.swift ZCLCodec/Layout/FieldForms.swift ZCLCodec/Layout/OTAUpgradeLayouts.swift ZCLCodec/OTA/FileIdentifier.swift ZCLCodec/OTA/ImageBlock.swift ZCLCodec/OTA/ImageNotify.swift ZCLCodec/OTA/ImagePage.swift ZCLCodec/OTA/QueryDeviceSpecificFile.swift ZCLCodec/OTA/QueryNextImage.swift ZCLCodec/OTA/UpgradeEnd.swift ZCLCodec/Wire/WireError.swift ZCLNode/FrameReading.swift chub-bench/CodecRows.swift chub-bench/ScalingTables.swift
        Tests/ ChubTests/RulesTests.swift CommsHubTests/BlockTests.swift CommsHubTests/FrameHandlingTests.swift CommsHubTests/PageTests.swift ConformanceTests/ExportTests.swift ConformanceTests/GoldenVectorTests.swift ExamplesTests/ExampleTests.swift HANCaptureTests/MutationTests.swift HANCaptureTests/ReadingTests.swift HANDevicesTests/ActivationCommandTests.swift HANDevicesTests/FetchTests.swift HANDevicesTests/PageTests.swift HANDevicesTests/UpgradeEndResponseTests.swift NotationTests/FrameFromJSONTests.swift NotationTests/FrameListingTests.swift NotationTests/RandomFrameTests.swift ZCLCodecTests/CommandTests.swift ZCLCodecTests/FrameHeaderTests.swift ZCLCodecTests/LayoutTests.swift ZCLCodecTests/LayoutValueTests.swift ZCLCodecTests/RandomOctetsTests.swift ZCLCodecTests/TimeAndAddressTests.swift ZCLNodeTests/AttributeServerTests.swift ZCLNodeTests/DefaultResponseTests.swift
        OTA-2 in scope; 70 11 0
        Known deviations of peers are errors, or are accepted with the lenient option, a query jitter outside 1 to 100 among them; they are never sent.
        what zigpy, Wireshark, zigbee-herdsman and vendors' stacks do; notes ota-cluster.md, "What peers do that differs"
        Sources/ CommsHub/Hub/HubConfiguration.swift CommsHub/List/Lookups.swift Conformance/Export/ExportedVector.swift Conformance/UnderTest/DecoderJudgement.swift Conformance/Vectors/GoldenVectors.swift HANCapture/Checks/BlockChecks.swift HANCapture/Checks/CheckSettings.swift HANCapture/Checks/Conversation.swift HANCapture/Images/CapturedImages.swift HANDevices/Device/DeviceConfiguration.swift HANDevices/Update/BlockAnswer.swift Notation/FrameNotation.swift Notation/LayoutWriter.swift ZCLCodec/General/Frame.swift ZCLCodec/Layout/FieldLayout.swift ZCLCodec/Layout/FrameFields.swift ZCLCodec/Layout/NumberText.swift ZCLCodec/OTA/ImageBlock.swift ZCLCodec/OTA/ImageNotify.swift ZCLCodec/OTA/UpgradeEnd.swift ZCLCodec/Wire/ByteReader.swift ZCLCodec/Wire/FieldControl.swift ZCLCodec/Wire/WireError.swift ZCLNode/FrameReading.swift
        Tests/ ChubTests/ChubTests.swift ChubTests/InputFormsTests.swift CommsHubTests/FrameHandlingTests.swift CommsHubTests/UpgradeEndTests.swift ConformanceTests/DecoderUnderTestTests.swift ConformanceTests/GoldenVectorTests.swift HANCaptureTests/MutationTests.swift HANDevicesTests/NotifyTests.swift HANDevicesTests/PageTests.swift HANDevicesTests/WaitForDataTests.swift NotationTests/BrokenFrameTests.swift NotationTests/FrameFromJSONTests.swift NotationTests/FrameJSONTests.swift NotationTests/FrameListingTests.swift ZCLCodecTests/DeviationTests.swift ZCLCodecTests/EventLogTests.swift ZCLCodecTests/LayoutTests.swift ZCLNodeTests/FrameReadingTests.swift
        OTA-3 in scope; 17 9 0
        The client's attributes and their defaults.
        OTA Upgrade cluster (09-5264): attributes; notes ota-cluster.md, "Attributes"
        Sources/ HANCapture/Checks/VersionChecks.swift HANDevices/Device/DeviceConfiguration.swift HANDevices/Frames/Attributes.swift HANDevices/Update/Download.swift HANDevices/Update/Fetch.swift ZCLCodec/General/AttributeIdentifier.swift ZCLCodec/Layout/AttributeLayout.swift ZCLCodec/Wire/EUI64.swift
        Tests/ ConformanceTests/GoldenVectorTests.swift HANCaptureTests/MutationTests.swift HANDevicesTests/AttributeTests.swift HANDevicesTests/WaitForDataTests.swift NotationTests/EventNotationTests.swift NotationTests/FrameListingTests.swift ZCLCodecTests/AttributeIdentifierTests.swift ZCLCodecTests/LayoutTests.swift
        OTA-4 in scope; 13 80 0
        Times: seconds since 2000, a current time of zero makes the other an offset, all ones wait; asked again at most once an hour.
        OTA Upgrade cluster (09-5264): upgrade and request times; notes ota-cluster.md, "Times"
        Sources/ Conformance/Scenarios/DeviceUnderTest.swift GBCSCodec/DER/GeneralizedTime.swift HANCapture/Checks/CheckSettings.swift HANCapture/Checks/EndChecks.swift HANCapture/Checks/FetchChecks.swift HANCapture/Checks/Transfer.swift HANCapture/Checks/VersionChecks.swift HANDevices/Device/DeviceConfiguration.swift HANDevices/Device/DeviceEvent.swift HANDevices/Device/HANDevice.swift HANDevices/Device/Sleep.swift HANDevices/Device/Timers.swift HANDevices/Update/Download.swift HANDevices/Update/UpgradeEnd.swift HANSimulation/SimulationConfiguration.swift ZCLCodec/Layout/FieldForms.swift ZCLCodec/Layout/NumberText.swift ZCLCodec/Layout/OTAUpgradeLayouts.swift ZCLCodec/OTA/ImageBlock.swift ZCLCodec/OTA/UpgradeEnd.swift ZCLCodec/Wire/UTCTime.swift chub/ActivationTime.swift chub/UpdateCommand.swift
        Tests/ ConformanceTests/GoldenVectorTests.swift GBCSCodecTests/GeneralizedTimeTests.swift HANCaptureTests/MutationTests.swift HANDevicesTests/ConfigurationTests.swift HANDevicesTests/UpgradeEndResponseTests.swift HANDevicesTests/WaitForDataTests.swift NotationTests/FrameListingTests.swift ZCLCodecTests/TimeAndAddressTests.swift
        OTA-5 in scope; 79 3 0
        The OTA file: header, optional fields, sub-elements; what stands behind it (an activation date-time, a CRC-32, padding) or around it; what a damaged one still shows.
        OTA Upgrade cluster (09-5264): file format; notes ota-cluster.md, "The file"
        Sources/ Conformance/Export/FileRows.swift Conformance/UnderTest/DecoderJudgement.swift Conformance/Vectors/OTAFileVectorCheck.swift HANCapture/Checks/BlockChecks.swift HANCapture/Checks/CheckSettings.swift HANCapture/Checks/OfferChecks.swift HANDevices/Device/DeviceConfiguration.swift HANDevices/Update/Download.swift HANModel/UpgradeImage.swift Notation/OTAFileNotation.swift ZCLCodec/Layout/FieldForms.swift ZCLCodec/Layout/HeaderLayouts.swift ZCLCodec/OTA/FileTrailer.swift ZCLCodec/OTA/OTAElements.swift ZCLCodec/OTA/OTAFile.swift ZCLCodec/OTA/OTAHeader.swift ZCLCodec/Wire/WireError.swift chub/FileDiagnosis.swift chub/ImageDescription.swift chub/UpdateFile.swift chub/UpdateOptions.swift chub/WholeImage.swift
        Tests/ ChubTests/ImageDamageTests.swift ChubTests/ImageTests.swift ChubTests/RulesTests.swift CommsHubTests/ArrivalTests.swift ConformanceTests/DecoderUnderTestTests.swift ConformanceTests/GoldenVectorTests.swift ConformanceTests/VectorCheckTests.swift HANCaptureTests/ImageTests.swift HANCaptureTests/MutationTests.swift NotationTests/FrameListingTests.swift ZCLCodecTests/FileTrailerTests.swift ZCLCodecTests/LayoutTests.swift ZCLCodecTests/OTAFileTests.swift ZCLCodecTests/RandomOctetsTests.swift
        OTA-6 in scope; 0 62 0
        The server: order of checks, pacing, pages, ends, an answer to every query. A period below a second without the client's field is paced by holding the block back. **[project]**: a request for 0 octets is INVALID_VALUE; of requests that wait for their block the last one is answered.
        OTA Upgrade cluster (09-5264): server; notes ota-cluster.md, "Server"
        Sources/ CommsHub/Frames/DeviceState.swift CommsHub/Frames/FrameHandling.swift CommsHub/Frames/Transmissions.swift CommsHub/Hub/CommunicationsHub.swift CommsHub/Hub/HubConfiguration.swift CommsHub/Hub/Refusal.swift CommsHub/List/UpgradeImageEntry.swift CommsHub/List/UpgradeImageList.swift CommsHub/Transfer/BlockTransfer.swift CommsHub/Transfer/TransferEnd.swift HANCapture/Checks/BlockChecks.swift HANCapture/Checks/CorrelationChecks.swift HANCapture/Checks/EndChecks.swift HANCapture/Checks/FetchChecks.swift HANCapture/Checks/Finding.swift HANCapture/Checks/Transfer.swift HANDevices/Update/BlockAnswer.swift HANDevices/Update/Download.swift HANDevices/Update/Fetch.swift ZCLNode/FrameReading.swift chub/CheckCaptureCommand.swift
        Tests/ CommsHubTests/BlockRefusalTests.swift CommsHubTests/BlockTests.swift CommsHubTests/DutyCycleTests.swift CommsHubTests/FrameHandlingTests.swift CommsHubTests/PacingTests.swift CommsHubTests/PageTests.swift CommsHubTests/QueryTests.swift CommsHubTests/TurnTests.swift CommsHubTests/UpgradeEndTests.swift HANCaptureTests/CheckTests.swift HANCaptureTests/MutationTests.swift HANDevicesTests/FetchTests.swift HANDevicesTests/PageTests.swift HANDevicesTests/WaitForDataTests.swift ZCLNodeTests/FrameReadingTests.swift
        OTA-7 in scope; 0 97 0
        The client: notifications, offers, blocks, pages and their gaps, ten tries of 5 s, verification, ends and their refusal. **[project]**: a page is over a second after its last block, or after twice its spacing; queries and ends are repeated like blocks; another device's frame of this cluster is NOT_AUTHORIZED.
        OTA Upgrade cluster (09-5264): client; notes ota-cluster.md, "Client"
        Sources/ Conformance/Scenarios/DeviceSteps.swift Conformance/Scenarios/DeviceUnderTest.swift Conformance/Scenarios/Scenario.swift HANCapture/Checks/BlockChecks.swift HANCapture/Checks/CheckSettings.swift HANCapture/Checks/CorrelationChecks.swift HANCapture/Checks/EndChecks.swift HANCapture/Checks/FetchChecks.swift HANCapture/Checks/OfferChecks.swift HANCapture/Checks/Transfer.swift HANDevices/Device/DeviceConfiguration.swift HANDevices/Device/DeviceEvent.swift HANDevices/Device/HANDevice.swift HANDevices/Device/Sleep.swift HANDevices/Device/Timers.swift HANDevices/Frames/FrameHandling.swift HANDevices/Frames/Transmissions.swift HANDevices/Update/BlockAnswer.swift HANDevices/Update/BlockTaking.swift HANDevices/Update/Download.swift HANDevices/Update/Fetch.swift HANDevices/Update/ImageVerification.swift HANDevices/Update/Query.swift HANDevices/Update/UpgradeEnd.swift HANSimulation/Simulation.swift ZCLCodec/OTA/ImageNotify.swift chub/DeviceCommand.swift chub/LineClient.swift chub/PartialImageFile.swift
        Tests/ ChubTests/DeviceTests.swift ConformanceTests/PlayToldTests.swift ConformanceTests/ScenarioFileTests.swift ExamplesTests/ExampleTests.swift HANCaptureTests/CheckTests.swift HANCaptureTests/MutationTests.swift HANDevicesTests/ActivationCommandTests.swift HANDevicesTests/ConfigurationTests.swift HANDevicesTests/CorrelationTests.swift HANDevicesTests/EventLogRequestTests.swift HANDevicesTests/FetchTests.swift HANDevicesTests/FrameHandlingTests.swift HANDevicesTests/NotifyTests.swift HANDevicesTests/OfferTests.swift HANDevicesTests/PageTests.swift HANDevicesTests/ResumeTests.swift HANDevicesTests/UpgradeEndResponseTests.swift HANDevicesTests/UpgradeRefusalTests.swift HANDevicesTests/VerificationTests.swift HANDevicesTests/WaitForDataTests.swift HANDevicesTests/WaitingRequestTests.swift HANSimulationTests/FirmwareUpdateTests.swift
        OTA-8 in scope; 0 2 0
        Sizes of frames and blocks. **[project]**: 50 octets by default.
        OTA Upgrade cluster (09-5264): data sizes; notes ota-cluster.md, "Sizes"
        Sources/ CommsHub/Hub/CommunicationsHub.swift CommsHub/Hub/HubConfiguration.swift HANDevices/Device/DeviceConfiguration.swift ZCLCodec/General/Frame.swift
        Tests/ CommsHubTests/BlockTests.swift CommsHubTests/PageTests.swift HANDevicesTests/FetchTests.swift ZCLNodeTests/AttributeServerTests.swift
        OTA-9 in scope; 0 0 0
        Captures that Wireshark dissects. **[project]**: PAN 0x1A62, endpoint 1.
        IEEE 802.15.4, ZigBee and pcapng; notes ota-cluster.md, "On the air, for captures"
        Sources/ HANCapture/Checks/EndChecks.swift HANCapture/Checks/RequestLog.swift HANCapture/Checks/ServedFile.swift HANCapture/Reading/CaptureRecords.swift HANCapture/Reading/CapturedFrames.swift HANCapture/Reading/FrameHeaders.swift HANCapture/Reading/PcapngReader.swift HANSimulation/Capture.swift
        Tests/ HANCaptureTests/CheckTests.swift HANCaptureTests/ReadingTests.swift HANSimulationTests/CaptureTests.swift HANSimulationTests/EventLogTests.swift
        GBCS-1 in scope; 191 29 0
        The envelope of messages: grouping header, signature, MAC header; lengths in BER. **[project]**: a hub or device remembers the counters of 32 originators, where the least recently used that was not verified gives way; messages that arrive are checked for signature or MAC by a closure, where there is one.
        GBCS 4: message structure; notes gbcs.md, "Envelope"
        Sources/ CommsHub/Hub/Alert.swift CommsHub/Hub/HubConfiguration.swift CommsHub/Version/VersionRequest.swift Conformance/Export/FieldRows.swift Conformance/Vectors/MessageVectorCheck.swift GBCSCodec/Envelope/BigEndian.swift GBCSCodec/Envelope/Message.swift GBCSCodec/Envelope/MessageCode.swift GBCSCodec/Envelope/MessageEncoding.swift GBCSCodec/Envelope/MessageError.swift GBCSCodec/Envelope/MessageReader.swift GBCSCodec/Envelope/OtherInformation.swift GBCSCodec/Envelope/Sealing.swift GBCSCodec/Envelope/TwelveOctets.swift GBCSCodec/Layout/MessageFields.swift GBCSCodec/Layout/MessageLayout.swift HANDevices/Device/DeviceConfiguration.swift HANDevices/Device/DeviceEvent.swift HANDevices/Device/HANDevice.swift HANDevices/Messages/Messages.swift HANModel/CounterLog.swift HANModel/Parties.swift HANSimulation/Simulation.swift Notation/BrokenFrame.swift Notation/MessageNotation.swift ZCLCodec/Layout/FieldKind.swift ZCLCodec/Layout/LayoutReader.swift chub/MessageText.swift
        Tests/ ChubTests/GBCSSendTests.swift ChubTests/MeterUpdateTests.swift CommsHubTests/AlertMessageTests.swift CommsHubTests/SecurityLogTests.swift GBCSCodecTests/BERLengthTests.swift GBCSCodecTests/ContentLayoutTests.swift GBCSCodecTests/DLMSTests.swift GBCSCodecTests/EnvelopeErrorTests.swift GBCSCodecTests/EnvelopeFormTests.swift GBCSCodecTests/EnvelopeTests.swift GBCSCodecTests/RandomMessageTests.swift GBCSCodecTests/SealingTests.swift HANDevicesTests/ActivationCommandTests.swift HANDevicesTests/GasMeterTests.swift NotationTests/BrokenFrameTests.swift NotationTests/MessageFromJSONTests.swift NotationTests/MessageJSONTests.swift NotationTests/MessageListingTests.swift
        GBCS-2 in scope; 134 10 0
        The GBZ payload: ZCL frames in components, and an alert.
        GBCS 4: GBZ payloads; notes gbcs.md, "GBZ payload"
        Sources/ CommsHub/Messages/OwnMessages.swift GBCSCodec/Envelope/MessageContent.swift GBCSCodec/Envelope/MessageError.swift GBCSCodec/GBZ/GBZAlert.swift GBCSCodec/GBZ/GBZBuilder.swift GBCSCodec/GBZ/GBZPayload.swift GBCSCodec/Layout/GBZLayout.swift HANDevices/Messages/GBZCommands.swift Notation/LayoutWriter.swift Notation/MessageSummary.swift ZCLCodec/Layout/FieldForms.swift ZCLCodec/Layout/FieldKind.swift ZCLCodec/Layout/NumberText.swift ZCLCodec/Layout/PartReading.swift
        Tests/ ChubTests/RulesTests.swift GBCSCodecTests/ContentLayoutTests.swift GBCSCodecTests/GBZTests.swift GBCSCodecTests/RandomMessageTests.swift HANDevicesTests/GasMeterTests.swift NotationTests/MessageFromJSONTests.swift NotationTests/MessageJSONTests.swift NotationTests/MessageListingTests.swift NotationTests/RandomFrameTests.swift
        GBCS-3 in scope; 77 7 0
        GCS20r and its alternate response, GCS20. **[project]**: Set Event Configuration has the layout of the ZigBee Cluster Library; for events that the GSME does not know it is answered NOT_FOUND, and a start in the future takes effect then; the alternate response is NOT_FOUND without data, HARDWARE_FAILURE when the store cannot be read; a GSME answers a command that it does not know with a Default Response.
        GBCS 4: use cases GCS20 and GCS20r, IRP550 and IRP604; notes gbcs.md, "GCS20r"
        Sources/ CommsHub/Messages/Relaying.swift Conformance/Scenarios/DeviceOptions.swift GBCSCodec/Envelope/MessageCode.swift GBCSCodec/GBZ/EventBehaviours.swift GBCSCodec/Layout/MessageFields.swift HANCapture/Checks/Conversation.swift HANDevices/Device/DeviceConfiguration.swift HANDevices/Messages/EventBehaviourStore.swift HANDevices/Messages/GBZCommands.swift Notation/MessageNotation.swift Notation/MessageValues.swift ZCLCodec/DeviceManagement/EventConfiguration.swift ZCLCodec/DeviceManagement/SetEventConfiguration.swift ZCLCodec/General/ClusterIdentifier.swift ZCLCodec/General/Command.swift ZCLCodec/General/CommandParsing.swift ZCLCodec/Layout/OtherLayouts.swift ZCLCodec/Wire/WireError.swift
        Tests/ ChubTests/ChubTests.swift ChubTests/GBCSSendTests.swift ChubTests/RulesTests.swift ExamplesTests/ExampleTests.swift GBCSCodecTests/EventBehavioursTests.swift HANDevicesTests/GasMeterTests.swift HANSimulationTests/CommandTests.swift NotationTests/EventNotationTests.swift NotationTests/MessageFromJSONTests.swift NotationTests/MessageJSONTests.swift NotationTests/MessageListingTests.swift ZCLCodecTests/EventConfigurationTests.swift ZCLCodecTests/LayoutTests.swift ZCLCodecTests/LayoutValueTests.swift ZCLCodecTests/RandomOctetsTests.swift
        GBCS-4 in scope; 222 29 0
        Firmware alerts, reads and activations in strict DER. **[project]**: the version alert that a hub sends has the shape of CCS08; the response to CS06 is signed, those to GCS20r, GCS38 and CS08 have a MAC; a newer CS06 takes the place of a planned one; cancelling is answered NULL; GCS38's four octets have the high one first; a receipt alert about a file without a Manufacturer Image has a hash of zeros; an HCALCS tells its receipt in the generic critical alert 0x1000, alert code and time in DER.
        GBCS 4: use cases CCS08, CS06, CS08, CS09, ECS52 and GCS38; notes gbcs.md, "Firmware alerts, DER"
        Sources/ CommsHub/Hub/Alert.swift CommsHub/Hub/HubConfiguration.swift CommsHub/Messages/Relaying.swift Conformance/Export/FieldRows.swift Conformance/Scenarios/HubSteps.swift Conformance/Scenarios/Scenario.swift GBCSCodec/DER/ActivateFirmware.swift GBCSCodec/DER/AlertCode.swift GBCSCodec/DER/DER.swift GBCSCodec/DER/FirmwareAlert.swift GBCSCodec/DER/FirmwareVersionRead.swift GBCSCodec/DER/GeneralizedTime.swift GBCSCodec/DER/ImageHash.swift GBCSCodec/DER/ResponseCodes.swift GBCSCodec/Envelope/MessageCode.swift GBCSCodec/Envelope/MessageContent.swift GBCSCodec/Envelope/MessageError.swift GBCSCodec/GBZ/GBZAlert.swift GBCSCodec/Layout/ContentLayout.swift GBCSCodec/Layout/DLMSLayout.swift GBCSCodec/Layout/GBZLayout.swift GBCSCodec/Layout/MessageWords.swift HANDevices/Device/DeviceConfiguration.swift HANDevices/Device/DeviceEvent.swift HANDevices/Device/HANDevice.swift HANDevices/Messages/ActivationCommand.swift HANDevices/Messages/GBZCommands.swift HANDevices/Update/UpgradeEnd.swift HANSimulation/Simulation.swift HANSimulation/Supplier.swift HANSimulation/UpdateOutcome.swift HANSimulation/UpdateRun.swift Notation/LayoutWriter.swift Notation/MessageSummary.swift Notation/MessageValues.swift ZCLCodec/General/AttributeIdentifier.swift ZCLCodec/Layout/AttributeLayout.swift ZCLCodec/Layout/FieldForms.swift ZCLCodec/Layout/FieldKind.swift ZCLCodec/Layout/PartReading.swift chub/FailureCause.swift
        Tests/ ChubTests/ChubTests.swift ChubTests/HeldImageTests.swift ChubTests/MeterUpdateTests.swift CommsHubTests/AlertMessageTests.swift CommsHubTests/VersionReadTests.swift ExamplesTests/ExampleTests.swift GBCSCodecTests/ContentLayoutTests.swift GBCSCodecTests/DERTests.swift GBCSCodecTests/FirmwareMessageTests.swift GBCSCodecTests/GeneralizedTimeTests.swift GBCSCodecTests/RandomMessageTests.swift HANDevicesTests/ActivationCommandTests.swift HANDevicesTests/ElectricityMeterTests.swift HANDevicesTests/GasMeterTests.swift HANModelTests/EventDescriptionTests.swift HANSimulationTests/CommandTests.swift NotationTests/MessageFromJSONTests.swift NotationTests/MessageJSONTests.swift NotationTests/MessageListingTests.swift NotationTests/RandomFrameTests.swift ZCLCodecTests/AttributeIdentifierTests.swift
        GBCS-5 in scope; 0 65 0
        The Upgrade Image: force-replace flag and signature, or activation date-time; the hash is over the Manufacturer Image alone, and a meter or switch takes no image without the trailer. **[project]**: the date-time is u32 after the total image size.
        GBCS 4: use cases CS05b and CS05c; notes gbcs.md, "The Upgrade Image"
        Sources/ CommsHub/Arrival/Arrival.swift Conformance/Scenarios/RequestReading.swift HANDevices/Device/DeviceConfiguration.swift HANDevices/Device/DeviceEvent.swift HANDevices/Device/HANDevice.swift HANDevices/Frames/FrameHandling.swift HANDevices/Update/Download.swift HANDevices/Update/ImageVerification.swift HANDevices/Update/UpgradeEnd.swift HANModel/DeviceType.swift HANModel/SHA256.swift HANModel/UpgradeImage.swift HANSimulation/SampleImage.swift HANSimulation/UpdateRun.swift ZCLCodec/OTA/FileTrailer.swift ZCLCodec/OTA/OTAElements.swift chub-bench/DigestRows.swift chub/FailureCause.swift chub/ImageDescription.swift chub/ImageMakeCommand.swift chub/RunJSON.swift chub/UpdateCommand.swift chub/UpdateFile.swift chub/UpdateOptions.swift chub/WholeImage.swift
        Tests/ ChubTests/FailureTests.swift ChubTests/ImageMakeTests.swift ChubTests/ImageTests.swift ChubTests/RulesTests.swift ChubTests/UpdateTests.swift CommsHubTests/ArrivalTests.swift CommsHubTests/OverwritingTests.swift ExamplesTests/ExampleTests.swift HANDevicesTests/FrameHandlingTests.swift HANDevicesTests/SplitImageTests.swift HANDevicesTests/VerificationTests.swift HANModelTests/DeviceTypeTests.swift HANModelTests/SHA256Tests.swift HANSimulationTests/LimitsTests.swift
        GBCS-6 in scope; 112 7 0
        Event log frames, remote reads CS10a and CS10b, clearing CS11, and who may see what of a meter's logs. A number of 0 with entries behind it means entries to the end; over the HAN entries are counted, at most 15 a frame. **[project]**: event id 0 asks for all, at most 400 events and 6 commands an answer; a device that is not on the meter's device log is not shown security logs.
        GBCS 4: event and security logs, IRP603; notes gbcs.md, "Security log over the HAN"
        Sources/ CommsHub/Hub/Refusal.swift CommsHub/Messages/EventLogs.swift CommsHub/Messages/OwnMessages.swift Conformance/Scenarios/DeviceSteps.swift Conformance/Scenarios/DeviceUnderTest.swift Conformance/Scenarios/ScenarioReading.swift Conformance/Vectors/FrameVectorCheck.swift GBCSCodec/Envelope/MessageCode.swift HANCapture/Checks/Conversation.swift HANDevices/Device/DeviceConfiguration.swift HANDevices/Device/DeviceEvent.swift HANDevices/Device/HANDevice.swift HANDevices/Frames/EventLogRequest.swift HANDevices/Frames/EventLogs.swift HANDevices/Frames/FrameHandling.swift HANModel/DeviceType.swift HANModel/EventDescription.swift HANModel/EventLog.swift HANSimulation/Simulation.swift Notation/EventNotation.swift Notation/LayoutWriter.swift ZCLCodec/Events/ClearEventLog.swift ZCLCodec/Events/EventLog.swift ZCLCodec/Events/EventLogEntry.swift ZCLCodec/General/ClusterIdentifier.swift ZCLCodec/General/Command.swift ZCLCodec/General/CommandParsing.swift ZCLCodec/Layout/FieldForms.swift ZCLCodec/Layout/FieldKind.swift ZCLCodec/Layout/NumberText.swift ZCLCodec/Layout/OtherLayouts.swift
        Tests/ ChubTests/ChubTests.swift CommsHubTests/EventLogTests.swift CommsHubTests/SecurityLogTests.swift HANDevicesTests/EventLogRequestTests.swift HANDevicesTests/MeterLogTests.swift HANModelTests/EventLogTests.swift HANSimulationTests/EventLogTests.swift NotationTests/EventNotationTests.swift ZCLCodecTests/EventConfigurationTests.swift ZCLCodecTests/EventLogTests.swift ZCLCodecTests/LayoutTests.swift ZCLCodecTests/LayoutValueTests.swift ZCLCodecTests/RandomOctetsTests.swift
        GBCS-7 in scope; 25 1 0
        The sub-GHz alerts: DBCH06 (0x0110) in DLMS, with a MAC and without a signature, whose third element is the device concerned; DBCH10 (0x0114) for a message that was discarded. **[project]**: DBCH06 carries all of 0x8F20 to 0x8F25; an alert about the hub's own band names the hub.
        GBCS 4: message and alert codes; notes gbcs.md, "Other codes"
        Sources/ CommsHub/Hub/Alert.swift CommsHub/Transfer/DutyCycle.swift GBCSCodec/DER/AlertCode.swift GBCSCodec/DER/ResponseCodes.swift GBCSCodec/DLMS/DLMSAlert.swift GBCSCodec/Envelope/MessageCode.swift GBCSCodec/Envelope/Sealing.swift GBCSCodec/Layout/DLMSLayout.swift GBCSCodec/Layout/MessageWords.swift Notation/MessageSummary.swift
        Tests/ CommsHubTests/AlertMessageTests.swift CommsHubTests/DutyCycleTests.swift GBCSCodecTests/FirmwareMessageTests.swift
        GBCS-8 in scope; 58 8 0
        The few DLMS contents of a firmware update: data notifications of 0x00CE, 0x0110, 0x0114 and of generic alerts, ECS52; every other one stays octets. **[project]**: hundredths are 0 to 99, and a result of ECS52 other than 0 goes with no data.
        GBCS 4: DLMS contents; notes gbcs.md, "The few DLMS contents of a firmware update"
        Sources/ GBCSCodec/DLMS/DLMSAlert.swift GBCSCodec/DLMS/DLMSTime.swift GBCSCodec/DLMS/DLMSVersionRead.swift GBCSCodec/Envelope/MessageCode.swift GBCSCodec/Envelope/MessageContent.swift GBCSCodec/Envelope/MessageError.swift GBCSCodec/Layout/DLMSLayout.swift HANDevices/Messages/Messages.swift Notation/MessageValues.swift ZCLCodec/Layout/FieldForms.swift
        Tests/ ChubTests/GBCSSendTests.swift CommsHubTests/AlertMessageTests.swift GBCSCodecTests/DLMSTests.swift HANDevicesTests/ElectricityMeterTests.swift
        HUB-1 in scope; 0 2 0
        Only devices on the log are served; other frames are dropped, counted and written into the hub's own security log, as refused ones of known devices are; remote parties read it with CS10a and CS10b. **[project]**: event 0x8F0C, once a device and hour, with the device and a count as its octets; the log has room for 400 entries of its own.
        SECMP0007 modification report: what the hub keeps; notes hub.md, "State"
        Sources/ CommsHub/Hub/CommunicationsHub.swift CommsHub/Hub/DeviceLog.swift CommsHub/Hub/HubEvent.swift CommsHub/Hub/WANRequest.swift CommsHub/Messages/MessageQueues.swift CommsHub/Messages/OwnMessages.swift HANModel/EventLog.swift HANSimulation/SimulationConfiguration.swift
        Tests/ CommsHubTests/DeviceLogTests.swift CommsHubTests/RelayingTests.swift CommsHubTests/SecurityLogTests.swift
        HUB-2 in scope; 0 2 0
        Two memory blocks for a Manufacturer Image of 768 000 octets each, with header and trailer around it; an image that fits none is refused and alerted. **[project]**: of a download that is announced too large nobody knows the version, so the alert has 00000000.
        SECMP0007 modification report: what the hub keeps; notes hub.md, "State"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/Arrival/Download.swift CommsHub/Arrival/MemoryBlock.swift CommsHub/Arrival/Overwriting.swift CommsHub/Hub/HubConfiguration.swift CommsHub/Hub/HubEvent.swift CommsHub/Hub/WANRequest.swift
        Tests/ ChubTests/UpdateTests.swift CommsHubTests/DownloadArrivalTests.swift CommsHubTests/DownloadTests.swift CommsHubTests/MemoryBlockTests.swift
        HUB-3 in scope; 0 2 0
        The Upgrade Image List: image, targets, their states.
        SECMP0007 modification report: what the hub keeps; notes hub.md, "State"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/Hub/WANRequest.swift CommsHub/List/TargetState.swift CommsHub/List/UpgradeImageEntry.swift CommsHub/List/UpgradeImageList.swift
        Tests/ CommsHubTests/ListLimitTests.swift CommsHubTests/MemoryBlockTests.swift CommsHubTests/SeveralDevicesTests.swift CommsHubTests/TargetStateTests.swift CommsHubTests/UpgradeImageListTests.swift CommsHubTests/VersionAlertPropertyTests.swift HANSimulationTests/FirmwareUpdateTests.swift HANSimulationTests/LimitsTests.swift
        HUB-4 in scope; 0 1 0
        Alerts leave in order with counters that never repeat, and stay until acknowledged. **[project]**: at most 256; an image that could bring more is refused.
        SECMP0007 modification report: what the hub keeps; notes hub.md, "State"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/Hub/Alert.swift CommsHub/Hub/AlertOutbox.swift CommsHub/Hub/CommunicationsHub.swift CommsHub/Hub/HubConfiguration.swift CommsHub/Hub/HubEvent.swift CommsHub/Hub/HubStatus.swift CommsHub/Hub/WANRequest.swift CommsHub/List/Lookups.swift CommsHub/List/UpgradeImageEntry.swift Conformance/Scenarios/Scenario.swift HANSimulation/UpdateRun.swift chub/LineServer.swift
        Tests/ CommsHubTests/AlertMessageTests.swift CommsHubTests/AlertOutboxTests.swift CommsHubTests/HubPropertyTests.swift CommsHubTests/ListLimitTests.swift
        HUB-5 in scope; 0 16 0
        What is checked of an arriving image and its targets: a Manufacturer Image of one octet at least, hardware versions in order. **[project]**: 16 devices.
        SECMP0007 modification report, appendices 3 and 4; notes hub.md, "Arrival of an Upgrade Image"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/Hub/DeviceLog.swift CommsHub/Hub/HubConfiguration.swift CommsHub/Hub/WANRequest.swift HANModel/UpgradeImage.swift chub/FileDiagnosis.swift
        Tests/ ChubTests/ImageDamageTests.swift CommsHubTests/ArrivalHeaderTests.swift CommsHubTests/ArrivalTests.swift CommsHubTests/DeviceLogTests.swift CommsHubTests/DownloadArrivalTests.swift CommsHubTests/DownloadTests.swift ConformanceTests/ScenarioCheckTests.swift
        HUB-6 in scope; 0 1 0
        A download may come in pieces; a partial image is served to nobody.
        SECMP0007 modification report, appendices 3 and 4; notes hub.md, "Arrival of an Upgrade Image"
        Sources/ CommsHub/Arrival/Download.swift CommsHub/Hub/HubStatus.swift CommsHub/Hub/WANRequest.swift
        Tests/ CommsHubTests/DownloadArrivalTests.swift CommsHubTests/DownloadTests.swift
        HUB-7 in scope; 0 2 5808
        An image of the same model is replaced.
        SECMP0007 modification report, business requirements; notes hub.md, "Which block, and what it overwrites"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/Arrival/Overwriting.swift CommsHub/Arrival/Placement.swift CommsHub/Hub/HubConfiguration.swift
        Tests/ CommsHubTests/DeferralTests.swift CommsHubTests/OverwritingTests.swift CommsHubTests/PlacementTableTests.swift CommsHubTests/PlacementTests.swift CommsHubTests/ProfileTests.swift
        HUB-8 in scope; 0 5 464
        Which free block is used.
        SECMP0007 modification report, business requirements; notes hub.md, "Which block, and what it overwrites"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/Arrival/Overwriting.swift CommsHub/Arrival/Placement.swift CommsHub/Hub/HubConfiguration.swift
        Tests/ CommsHubTests/DeferralTests.swift CommsHubTests/MemoryBlockTests.swift CommsHubTests/OverwritingTests.swift CommsHubTests/PlacementTableTests.swift CommsHubTests/PlacementTests.swift
        HUB-9 in scope; 0 3 768
        A meter image overwrites one of the others'; never the other way round.
        SECMP0007 modification report, business requirements; notes hub.md, "Which block, and what it overwrites"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/Arrival/Overwriting.swift CommsHub/Arrival/Placement.swift CommsHub/Hub/HubConfiguration.swift
        Tests/ CommsHubTests/MemoryBlockTests.swift CommsHubTests/OverwritingTests.swift CommsHubTests/PlacementTableTests.swift CommsHubTests/PlacementTests.swift CommsHubTests/ProfileTests.swift
        HUB-10 in scope; 0 3 502
        An image that is being fetched is overwritten by a meter image alone.
        SECMP0007 modification report, business requirements; notes hub.md, "Which block, and what it overwrites"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/Arrival/Overwriting.swift CommsHub/Arrival/Placement.swift CommsHub/Hub/HubConfiguration.swift CommsHub/List/UpgradeImageEntry.swift
        Tests/ CommsHubTests/OverwritingTests.swift CommsHubTests/PlacementTableTests.swift CommsHubTests/PlacementTests.swift CommsHubTests/ProfileTests.swift
        HUB-11 in scope; 0 0 912
        Which meter image a meter image overwrites.
        SECMP0007 modification report, business requirements; notes hub.md, "Which block, and what it overwrites"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/Arrival/Overwriting.swift CommsHub/Arrival/Placement.swift
        Tests/ CommsHubTests/OverwritingTests.swift CommsHubTests/PlacementTableTests.swift CommsHubTests/PlacementTests.swift
        HUB-12 in scope; 0 1 3000
        Else the newcomer is refused.
        SECMP0007 modification report, business requirements; notes hub.md, "Which block, and what it overwrites"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/Arrival/Overwriting.swift CommsHub/Arrival/Placement.swift CommsHub/Hub/WANRequest.swift
        Tests/ CommsHubTests/DeferralTests.swift CommsHubTests/DiscardingTests.swift CommsHubTests/DownloadArrivalTests.swift CommsHubTests/MemoryBlockTests.swift CommsHubTests/OverwritingTests.swift CommsHubTests/PlacementTableTests.swift CommsHubTests/PlacementTests.swift
        HUB-13 in scope; 0 4 2322
        A forced newcomer waits for a running transfer, by option a meter image does; forceReplace lifts HUB-10 and HUB-12; options for images that may be overwritten or go after a time. **[project]**: it waits an hour, one image at a time; the "never" of HUB-9 holds even with forceReplace.
        SECMP0007 modification report, business requirements; notes hub.md, "Which block, and what it overwrites"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/Arrival/Overwriting.swift CommsHub/Arrival/Placement.swift CommsHub/Hub/CommunicationsHub.swift CommsHub/Hub/HubConfiguration.swift CommsHub/Hub/HubEvent.swift CommsHub/Hub/HubStatus.swift CommsHub/Hub/Timers.swift CommsHub/List/TargetState.swift HANModel/UpgradeImage.swift chub/ExplainCommand.swift chub/RuleEntry.swift chub/VectorsRulesCommand.swift
        Tests/ CommsHubTests/DeferralTests.swift CommsHubTests/DownloadArrivalTests.swift CommsHubTests/ListLimitTests.swift CommsHubTests/OverwritingTests.swift CommsHubTests/PlacementTableTests.swift CommsHubTests/PlacementTests.swift CommsHubTests/ProfileTests.swift
        HUB-14 in scope; 0 6 0
        Overwritten and refused images are alerted; the next block is ABORT.
        SECMP0007 modification report, business requirements; notes hub.md, "Which block, and what it overwrites"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/Arrival/Download.swift CommsHub/Arrival/Overwriting.swift CommsHub/Hub/CommunicationsHub.swift CommsHub/Hub/HubEvent.swift CommsHub/Hub/Refusal.swift CommsHub/Hub/WANRequest.swift CommsHub/List/Lookups.swift CommsHub/List/TargetState.swift CommsHub/List/TargetStatus.swift CommsHub/List/UpgradeImageEntry.swift CommsHub/List/UpgradeImageList.swift CommsHub/Transfer/BlockTransfer.swift HANSimulation/DiscardedImage.swift HANSimulation/SimulationConfiguration.swift HANSimulation/UpdateRun.swift chub/FailureCause.swift chub/LineServerUpdate.swift
        Tests/ ChubTests/LineServerTests.swift CommsHubTests/DeferralTests.swift CommsHubTests/DiscardingTests.swift CommsHubTests/DownloadArrivalTests.swift CommsHubTests/DownloadTests.swift CommsHubTests/ListLimitTests.swift CommsHubTests/MemoryBlockTests.swift CommsHubTests/OverwritingTests.swift CommsHubTests/PacingTests.swift CommsHubTests/RepeatedEndTests.swift CommsHubTests/TargetStateTests.swift HANCaptureTests/CheckTests.swift HANSimulationTests/AirTests.swift
        HUB-15 in scope; 0 2 0
        Nothing expires.
        SECMP0007 modification report, business requirements; notes hub.md, "Which block, and what it overwrites"
        Sources/ CommsHub/List/UpgradeImageEntry.swift
        Tests/ CommsHubTests/DiscardingTests.swift CommsHubTests/OverwritingTests.swift
        HUB-20 in scope; 0 36 0
        Targets, version and activation date-time are recorded.
        SECMP0007 modification report, appendix 4; notes hub.md, "PPMID and IHD (CS05c)"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/List/TargetState.swift CommsHub/List/UpgradeImageList.swift
        Tests/ CommsHubTests/ArrivalTests.swift CommsHubTests/TargetStateTests.swift HANSimulationTests/DeviceTypeTests.swift HANSimulationTests/FirmwareUpdateTests.swift
        HUB-21 in scope; 0 2 0
        The image with its header is served.
        SECMP0007 modification report, appendix 4; notes hub.md, "PPMID and IHD (CS05c)"
        Sources/ CommsHub/Arrival/Arrival.swift
        Tests/ CommsHubTests/ArrivalTests.swift CommsHubTests/TargetStateTests.swift HANSimulationTests/FirmwareUpdateTests.swift
        HUB-22 in scope; 0 37 0
        Image Notify, and again, to who did not query, went away after the offer, or stalled. **[project]**: after 24 h, and when heard from, not within 5 minutes.
        SECMP0007 modification report, appendix 4; notes hub.md, "PPMID and IHD (CS05c)"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/Frames/FrameHandling.swift CommsHub/Hub/CommunicationsHub.swift CommsHub/Hub/HubConfiguration.swift CommsHub/Hub/HubEvent.swift CommsHub/Hub/Timers.swift CommsHub/List/TargetState.swift CommsHub/List/TargetStatus.swift CommsHub/List/UpgradeImageEntry.swift CommsHub/List/UpgradeImageList.swift CommsHub/Transfer/BlockTransfer.swift CommsHub/Transfer/NextImage.swift Conformance/Scenarios/HubUnderTest.swift HANCapture/Checks/OfferChecks.swift HANSimulation/UpdateRun.swift chub/LineServer.swift
        Tests/ ChubTests/VectorsPlayTests.swift CommsHubTests/ConfigurationTests.swift CommsHubTests/DeferralTests.swift CommsHubTests/NotifyTests.swift CommsHubTests/TargetStateTests.swift ExamplesTests/ExampleTests.swift HANSimulationTests/FirmwareUpdateTests.swift
        HUB-23 in scope; 0 4 0
        A hardware version outside the range is refused and alerted once.
        SECMP0007 modification report, appendix 4; notes hub.md, "PPMID and IHD (CS05c)"
        Sources/ CommsHub/Hub/HubEvent.swift CommsHub/Hub/Refusal.swift CommsHub/List/TargetState.swift CommsHub/List/TargetStatus.swift CommsHub/Transfer/NextImage.swift HANCapture/Checks/OfferChecks.swift HANDevices/Device/DeviceConfiguration.swift HANSimulation/SimulationConfiguration.swift chub/DeviceIdentity.swift chub/FailureCause.swift
        Tests/ ChubTests/DeviceTests.swift CommsHubTests/BlockRefusalTests.swift CommsHubTests/MeterTests.swift CommsHubTests/PageTests.swift CommsHubTests/QueryTests.swift CommsHubTests/TargetStateTests.swift HANCaptureTests/CheckTests.swift HANDevicesTests/NotifyTests.swift HANSimulationTests/FirmwareUpdateTests.swift
        HUB-24 in scope; 0 42 0
        Who gets which image: the newest that it has not finished, unless it has begun an older one; who gets none, and no alert.
        SECMP0007 modification report, appendix 4; notes hub.md, "PPMID and IHD (CS05c)"
        Sources/ CommsHub/Hub/Refusal.swift CommsHub/List/Lookups.swift CommsHub/Transfer/BlockTransfer.swift CommsHub/Transfer/NextImage.swift HANCapture/Checks/OfferChecks.swift chub/FailureCause.swift
        Tests/ CommsHubTests/BlockRefusalTests.swift CommsHubTests/DiscardingTests.swift CommsHubTests/QueryTests.swift CommsHubTests/TargetStateTests.swift CommsHubTests/UpgradeEndTests.swift HANCaptureTests/CheckTests.swift HANCaptureTests/MutationTests.swift HANSimulationTests/FirmwareUpdateTests.swift
        HUB-25 in scope; 0 40 0
        Blocks and pages.
        SECMP0007 modification report, appendix 4; notes hub.md, "PPMID and IHD (CS05c)"
        Sources/ CommsHub/Hub/HubEvent.swift CommsHub/List/TargetState.swift CommsHub/List/TargetStatus.swift CommsHub/List/UpgradeImageEntry.swift CommsHub/Transfer/BlockTransfer.swift HANCapture/Checks/Transfer.swift chub/FailureCause.swift
        Tests/ CommsHubTests/BlockTests.swift CommsHubTests/TargetStateTests.swift HANCaptureTests/CheckTests.swift HANCaptureTests/MutationTests.swift HANSimulationTests/FirmwareUpdateTests.swift
        HUB-26 in scope; 0 41 0
        The end of a transfer and its alert; SUCCESS counts for a device that was offered the image, which is believed, whatever it fetched. **[project]**: a failure counts for it alone, too; REQUIRE_MORE_IMAGE gets a Default Response.
        SECMP0007 modification report, appendix 4; notes hub.md, "PPMID and IHD (CS05c)"
        Sources/ CommsHub/Hub/HubEvent.swift CommsHub/Hub/Refusal.swift CommsHub/List/TargetState.swift CommsHub/Transfer/TransferEnd.swift HANCapture/Checks/EndChecks.swift chub/FailureCause.swift
        Tests/ CommsHubTests/DeferralTests.swift CommsHubTests/MeterTests.swift CommsHubTests/TargetStateTests.swift CommsHubTests/UpgradeEndTests.swift CommsHubTests/VersionAlertPropertyTests.swift ExamplesTests/ExampleTests.swift HANCaptureTests/CheckTests.swift HANCaptureTests/MutationTests.swift HANSimulationTests/FirmwareUpdateTests.swift
        HUB-27 in scope; 0 5 0
        Silence after the offer or a block is alerted once. **[project]**: after 30 minutes, of a GSME after 24 hours; a failure after it is not alerted again, a hardware mismatch is. While a page runs the device is not expected to speak.
        SECMP0007 modification report, appendix 4; notes hub.md, "PPMID and IHD (CS05c)"
        Sources/ CommsHub/Hub/CommunicationsHub.swift CommsHub/Hub/HubConfiguration.swift CommsHub/Hub/HubEvent.swift CommsHub/Hub/Timers.swift CommsHub/List/TargetState.swift CommsHub/List/TargetStatus.swift CommsHub/List/UpgradeImageEntry.swift CommsHub/List/UpgradeImageList.swift CommsHub/Messages/Relaying.swift CommsHub/Transfer/BlockTransfer.swift CommsHub/Transfer/TransferEnd.swift HANCapture/Checks/CheckSettings.swift HANCapture/Checks/Transfer.swift chub/FailureCause.swift chub/LineServerUpdate.swift chub/UpdateOptions.swift
        Tests/ CommsHubTests/ConfigurationTests.swift CommsHubTests/DeferralTests.swift CommsHubTests/DiscardingTests.swift CommsHubTests/MeterTests.swift CommsHubTests/NotifyTests.swift CommsHubTests/StallTests.swift CommsHubTests/TargetStateTests.swift HANCaptureTests/CheckTests.swift HANCaptureTests/MutationTests.swift HANSimulationTests/AirTests.swift HANSimulationTests/DeviceTypeTests.swift HANSimulationTests/FirmwareUpdateTests.swift
        HUB-28 in scope; 0 30 0
        The activation time that a device is told.
        SECMP0007 modification report, appendix 4; notes hub.md, "PPMID and IHD (CS05c)"
        Sources/ CommsHub/Hub/HubEvent.swift CommsHub/List/TargetState.swift CommsHub/List/TargetStatus.swift CommsHub/List/UpgradeImageEntry.swift CommsHub/Transfer/TransferEnd.swift HANCapture/Checks/EndChecks.swift HANCapture/Checks/VersionChecks.swift chub/ActivationTime.swift chub/FailureCause.swift chub/HeldImage.swift
        Tests/ ChubTests/UpdateTests.swift CommsHubTests/SeveralDevicesTests.swift CommsHubTests/TargetStateTests.swift CommsHubTests/UpgradeEndTests.swift HANCaptureTests/CheckTests.swift HANCaptureTests/MutationTests.swift HANSimulationTests/FirmwareUpdateTests.swift
        HUB-29 in scope; 0 6 0
        A covered image is discarded, reminders stay.
        SECMP0007 modification report, appendix 4; notes hub.md, "PPMID and IHD (CS05c)"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/Hub/HubEvent.swift CommsHub/List/Lookups.swift CommsHub/List/TargetState.swift CommsHub/List/TargetStatus.swift CommsHub/List/UpgradeImageEntry.swift CommsHub/List/UpgradeImageList.swift
        Tests/ CommsHubTests/DiscardingTests.swift CommsHubTests/MemoryBlockTests.swift CommsHubTests/OutcomeTests.swift CommsHubTests/SeveralDevicesTests.swift CommsHubTests/TargetStateTests.swift CommsHubTests/VersionReadTests.swift HANCaptureTests/CheckTests.swift HANCaptureTests/MutationTests.swift HANSimulationTests/FirmwareUpdateTests.swift
        HUB-30 in scope; 0 28 0
        The version is read ten minutes after activation. **[project]**: three times 30 s.
        SECMP0007 modification report, appendix 4; notes hub.md, "PPMID and IHD (CS05c)"
        Sources/ CommsHub/Frames/FrameHandling.swift CommsHub/Hub/HubConfiguration.swift CommsHub/Hub/HubEvent.swift CommsHub/Hub/Timers.swift CommsHub/List/Lookups.swift CommsHub/List/TargetState.swift CommsHub/List/TargetStatus.swift CommsHub/List/UpgradeImageList.swift CommsHub/Transfer/TransferEnd.swift CommsHub/Version/VersionRead.swift HANCapture/Checks/CheckSettings.swift HANCapture/Checks/VersionChecks.swift chub/FailureCause.swift chub/RunJSON.swift
        Tests/ ChubTests/ServeTests.swift CommsHubTests/AlertMessageTests.swift CommsHubTests/ConfigurationTests.swift CommsHubTests/DiscardingTests.swift CommsHubTests/ListLimitTests.swift CommsHubTests/SeveralDevicesTests.swift CommsHubTests/TargetStateTests.swift CommsHubTests/UpgradeImageListTests.swift CommsHubTests/VersionReadTests.swift CommsHubTests/VersionRequestTests.swift ExamplesTests/ExampleTests.swift HANCaptureTests/CheckTests.swift HANCaptureTests/MutationTests.swift HANDevicesTests/UpgradeEndResponseTests.swift HANSimulationTests/FirmwareUpdateTests.swift HANSimulationTests/LimitsTests.swift
        HUB-31 in scope; 0 4 0
        Then the entry goes.
        SECMP0007 modification report, appendix 4; notes hub.md, "PPMID and IHD (CS05c)"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/List/TargetState.swift CommsHub/List/UpgradeImageList.swift CommsHub/Version/VersionRead.swift
        Tests/ CommsHubTests/TargetStateTests.swift CommsHubTests/UpgradeImageListTests.swift CommsHubTests/VersionAlertPropertyTests.swift CommsHubTests/VersionReadTests.swift HANSimulationTests/FirmwareUpdateTests.swift
        HUB-32 in scope; 0 7 0
        What comes again is answered again, without a second alert.
        SECMP0007 modification report, appendix 4; notes hub.md, "PPMID and IHD (CS05c)"
        Sources/ CommsHub/Frames/DeviceState.swift CommsHub/List/Lookups.swift CommsHub/Transfer/BlockTransfer.swift CommsHub/Transfer/TransferEnd.swift HANDevices/Device/DeviceConfiguration.swift HANDevices/Device/Timers.swift
        Tests/ CommsHubTests/BlockTests.swift CommsHubTests/MeterTests.swift CommsHubTests/RepeatedEndTests.swift CommsHubTests/UpgradeEndTests.swift CommsHubTests/VersionReadTests.swift HANDevicesTests/UpgradeEndResponseTests.swift
        HUB-33 in scope; 0 1 0
        Every outcome and refusal says why; an offer that the device refuses is its own failure.
        SECMP0007 modification report, appendix 4; notes hub.md, "PPMID and IHD (CS05c)"
        Sources/ CommsHub/Frames/DeviceState.swift CommsHub/Frames/FrameHandling.swift CommsHub/Hub/HubEvent.swift CommsHub/Hub/Refusal.swift CommsHub/List/TargetState.swift CommsHub/Transfer/NextImage.swift CommsHub/Transfer/TransferEnd.swift HANCapture/Checks/OfferChecks.swift chub/EventDigest.swift chub/FailureCause.swift chub/OutcomeReport.swift chub/UpdatePrinter.swift
        Tests/ ChubTests/FailureTests.swift ChubTests/LineServerTests.swift ChubTests/LineTests.swift ChubTests/RulesTests.swift CommsHubTests/OutcomeTests.swift CommsHubTests/SecurityLogTests.swift
        HUB-34 in scope; 0 0 0
        The history of each device. **[project]**: 16 transfers.
        SECMP0007 modification report, appendix 4; notes hub.md, "PPMID and IHD (CS05c)"
        Sources/ CommsHub/Hub/CommunicationsHub.swift CommsHub/List/TransferRecord.swift CommsHub/List/UpgradeImageEntry.swift CommsHub/List/UpgradeImageList.swift HANSimulation/UpdateOutcome.swift chub/OutcomeReport.swift
        Tests/ ChubTests/FailureTests.swift CommsHubTests/HistoryTests.swift
        HUB-40 in scope; 0 23 0
        Meters and switches need no notification; a sleeping GSME reads a flag when it wakes. **[project]**: first 30 minutes after its start, radio off but for a transfer and 5 s for an answer.
        SECMP0007 modification report, appendix 3; notes hub.md, "ESME, GSME, HCALCS (CS05b)"
        Sources/ CommsHub/Frames/FrameHandling.swift CommsHub/Hub/HubConfiguration.swift CommsHub/Messages/MessageQueues.swift CommsHub/Transfer/NextImage.swift HANCapture/Checks/CheckSettings.swift HANCapture/Checks/OfferChecks.swift HANCapture/Checks/Transfer.swift HANDevices/Device/DeviceConfiguration.swift HANDevices/Device/HANDevice.swift HANDevices/Device/Sleep.swift HANDevices/Device/Timers.swift HANDevices/Device/UsualDevices.swift HANDevices/Frames/FrameHandling.swift HANDevices/Messages/Messages.swift HANDevices/Update/Download.swift HANSimulation/FirmwareUpdate.swift HANSimulation/Simulation.swift ZCLCodec/General/AttributeIdentifier.swift ZCLCodec/General/ClusterIdentifier.swift ZCLCodec/Layout/AttributeLayout.swift ZCLCodec/Layout/FieldForms.swift chub/HeldImage.swift
        Tests/ CommsHubTests/FrameHandlingTests.swift CommsHubTests/MeterTests.swift CommsHubTests/NotifyTests.swift CommsHubTests/TargetStateTests.swift ExamplesTests/ExampleTests.swift HANCaptureTests/CheckTests.swift HANDevicesTests/ConfigurationTests.swift HANDevicesTests/SleepTests.swift HANSimulationTests/CommandTests.swift HANSimulationTests/DeviceTypeTests.swift NotationTests/AttributeNotationTests.swift ZCLCodecTests/AttributeIdentifierTests.swift ZCLCodecTests/LayoutTests.swift
        HUB-41 in scope; 0 19 0
        They are told to wait for a command.
        SECMP0007 modification report, appendix 3; notes hub.md, "ESME, GSME, HCALCS (CS05b)"
        Sources/ CommsHub/List/TargetState.swift CommsHub/List/UpgradeImageEntry.swift CommsHub/Transfer/TransferEnd.swift
        Tests/ CommsHubTests/MeterTests.swift CommsHubTests/TargetStateTests.swift HANCaptureTests/CheckTests.swift HANSimulationTests/DeviceTypeTests.swift
        HUB-42 in scope; 0 19 0
        Image and entries go together; the command is relayed unread.
        SECMP0007 modification report, appendix 3; notes hub.md, "ESME, GSME, HCALCS (CS05b)"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/Hub/WANRequest.swift CommsHub/List/TargetState.swift CommsHub/Messages/Relaying.swift Conformance/Scenarios/DeviceUnderTest.swift Conformance/Scenarios/HubUnderTest.swift HANDevices/Messages/Messages.swift HANSimulation/Messages.swift HANSimulation/UpdateRun.swift
        Tests/ CommsHubTests/MeterTests.swift CommsHubTests/RelayingTests.swift CommsHubTests/RepeatedEndTests.swift CommsHubTests/TargetStateTests.swift HANSimulationTests/CommandTests.swift HANSimulationTests/DeviceTypeTests.swift
        HUB-50 in scope; 0 2 0
        A version is read for the WAN side, with manufacturer and image type; it asks with CS08 or without a message.
        GBCS 4 and SECMP0007; notes hub.md, "Reads, time, logs"
        Sources/ CommsHub/Hub/CommunicationsHub.swift CommsHub/Hub/HubEvent.swift CommsHub/Hub/Timers.swift CommsHub/Hub/WANRequest.swift CommsHub/Messages/MessageQueues.swift CommsHub/Messages/Relaying.swift CommsHub/Version/VersionRead.swift CommsHub/Version/VersionRequest.swift Conformance/Scenarios/HubSteps.swift Conformance/Scenarios/Scenario.swift HANSimulation/Messages.swift
        Tests/ CommsHubTests/AlertMessageTests.swift CommsHubTests/VersionRequestTests.swift HANSimulationTests/CommandTests.swift
        HUB-51 in scope; 0 3 0
        The hub serves the Time cluster. **[project]**: TimeStatus is 1, master, once the time is set.
        GBCS 4 and SECMP0007; notes hub.md, "Reads, time, logs"
        Sources/ CommsHub/Frames/FrameHandling.swift ZCLCodec/General/AttributeIdentifier.swift ZCLCodec/General/ClusterIdentifier.swift ZCLCodec/Layout/AttributeLayout.swift
        Tests/ ChubTests/ChubTests.swift CommsHubTests/TimeClusterTests.swift NotationTests/EventNotationTests.swift ZCLCodecTests/AttributeIdentifierTests.swift ZCLCodecTests/EventConfigurationTests.swift ZCLCodecTests/LayoutTests.swift
        HUB-52 in scope; 0 6 0
        Security logs are refused to IHD, PPMID and CAD; remote parties may read them, with CS10a and CS10b of the GPF its copies of the GSME's, as entries of the log that was copied. **[project]**: NOT_AUTHORIZED.
        GBCS 4 and SECMP0007; notes hub.md, "Reads, time, logs"
        Sources/ CommsHub/Frames/FrameHandling.swift CommsHub/Hub/HubConfiguration.swift CommsHub/Hub/Refusal.swift CommsHub/Messages/EventLogs.swift CommsHub/Messages/OwnMessages.swift Conformance/Scenarios/HubUnderTest.swift HANDevices/Frames/EventLogs.swift HANModel/DeviceType.swift HANModel/EventLog.swift HANSimulation/Simulation.swift
        Tests/ CommsHubTests/EventLogTests.swift CommsHubTests/SecurityLogTests.swift ConformanceTests/ScenarioCheckTests.swift HANDevicesTests/MeterLogTests.swift HANModelTests/EventLogTests.swift HANSimulationTests/EventLogTests.swift
        HUB-53 in scope; 0 3 0
        Messages are relayed both ways and wait in queues of their own; a full one refuses, and none is lost silently. **[project]**: up to 66 000 octets; 64 wait for each device and 64 for the WAN side, where an accepted CS08 has kept a place for its response.
        GBCS 4 and SECMP0007; notes hub.md, "Reads, time, logs"
        Sources/ CommsHub/Hub/CommunicationsHub.swift CommsHub/Hub/HubConfiguration.swift CommsHub/Hub/WANRequest.swift CommsHub/Messages/MessageQueues.swift CommsHub/Messages/Relaying.swift CommsHub/Version/VersionRequest.swift Conformance/Scenarios/HubUnderTest.swift HANDevices/Device/DeviceEvent.swift HANDevices/Messages/Messages.swift HANSimulation/Messages.swift HANSimulation/Simulation.swift HANSimulation/SimulationEvent.swift HANSimulation/UpdateRun.swift
        Tests/ ChubTests/GBCSSendTests.swift CommsHubTests/AlertMessageTests.swift CommsHubTests/RelayingTests.swift ExamplesTests/ExampleTests.swift HANSimulationTests/CommandTests.swift
        HUB-60 in scope; 0 3 0
        OTA pauses on a limited sub-GHz band. **[project]**: the sliding hour, its thresholds, 100 kbit/s, a delay of 300 s.
        GBCS 4: the sub-GHz band; notes hub.md, "Sub-GHz"
        Sources/ CommsHub/Frames/Transmissions.swift CommsHub/Hub/DeviceLog.swift CommsHub/Hub/HubConfiguration.swift CommsHub/Hub/HubEvent.swift CommsHub/Hub/HubStatus.swift CommsHub/Hub/Timers.swift CommsHub/Transfer/BlockTransfer.swift CommsHub/Transfer/DutyCycle.swift CommsHub/Transfer/NextImage.swift Conformance/Scenarios/HubUnderTest.swift HANSimulation/SimulationConfiguration.swift
        Tests/ CommsHubTests/AlertMessageTests.swift CommsHubTests/ConfigurationTests.swift CommsHubTests/DutyCycleTests.swift CommsHubTests/StallTests.swift ConformanceTests/ScenarioCheckTests.swift HANSimulationTests/DeviceTypeTests.swift
        HUB-70 later; 0 0 0
        State survives a loss of power.
        notes hub.md, "Power loss"
        Sources/ CommsHub/List/UpgradeImageList.swift
        Tests/ 
        HUB-71 later; 0 0 0
        A torn store is detected.
        notes hub.md, "Power loss"
        Sources/ 
        Tests/ 
        HUB-75 in scope; 0 1 0
        A hub from before the change: profile `gbcs3`. **[project]**: CS08 goes to the device unread.
        notes hub.md, "Roll-out"
        Sources/ CommsHub/Arrival/Arrival.swift CommsHub/Hub/HubConfiguration.swift CommsHub/Hub/WANRequest.swift CommsHub/Version/VersionRequest.swift HANSimulation/UpdateRun.swift
        Tests/ CommsHubTests/ProfileTests.swift HANSimulationTests/DeviceTypeTests.swift
        HUB-80 in scope; 0 2 0
        One final outcome and one version alert for every target.
        notes hub.md, "What never happens"
        Sources/ CommsHub/List/UpgradeImageEntry.swift
        Tests/ CommsHubTests/DeferralTests.swift CommsHubTests/DiscardingTests.swift CommsHubTests/HubPropertyTests.swift CommsHubTests/SeveralDevicesTests.swift CommsHubTests/StallTests.swift CommsHubTests/TargetStateTests.swift CommsHubTests/VersionReadTests.swift ConformanceTests/PlayToldTests.swift ConformanceTests/ScenarioFileTests.swift
        HUB-81 in scope; 0 2 0
        An octet served is the image's.
        notes hub.md, "What never happens"
        Sources/ CommsHub/Arrival/MemoryBlock.swift CommsHub/Frames/DeviceState.swift CommsHub/Frames/Transmissions.swift HANCapture/Checks/BlockChecks.swift HANCapture/Checks/ServedFile.swift
        Tests/ CommsHubTests/BlockTests.swift CommsHubTests/DiscardingTests.swift CommsHubTests/DownloadTests.swift CommsHubTests/HubPropertyTests.swift CommsHubTests/PageTests.swift CommsHubTests/TurnTests.swift HANCaptureTests/CheckTests.swift HANCaptureTests/ImageTests.swift HANCaptureTests/MutationTests.swift
        HUB-82 in scope; 0 1 0
        No frame crashes the hub, grows it, or delays another device.
        notes hub.md, "What never happens"
        Sources/ CommsHub/Hub/CommunicationsHub.swift CommsHub/Hub/HubEvent.swift HANModel/EventLog.swift ZCLNode/BoundedQueue.swift chub/LineServer.swift chub/ServeCommand.swift
        Tests/ ChubTests/LineServerTests.swift ChubTests/PendingOutputTests.swift CommsHubTests/ConfigurationTests.swift CommsHubTests/EventLogTests.swift CommsHubTests/HistoryTests.swift CommsHubTests/HubPropertyTests.swift CommsHubTests/PacingTests.swift CommsHubTests/RobustnessTests.swift CommsHubTests/SecurityLogTests.swift CommsHubTests/TurnTests.swift CommsHubTests/VersionAlertPropertyTests.swift HANDevicesTests/MeterLogTests.swift HANSimulationTests/AirTests.swift HANSimulationTests/LimitsTests.swift ZCLNodeTests/BoundedQueueTests.swift ZCLNodeTests/WaitingFrameTests.swift
        IF-1 in scope; 0 0 0
        The command `chub`: commands, options, exit statuses.
        notes interfaces.md, "Interfaces that others rely on"
        Sources/ Conformance/UnderTest/DecoderAnswer.swift Conformance/UnderTest/DecoderJudgement.swift Notation/BrokenFrame.swift Notation/LineFrame.swift OrderedJSON/Base64Text.swift OrderedJSON/OctetText.swift chub/ActivationTime.swift chub/CheckCaptureCommand.swift chub/Console.swift chub/DUISDocument.swift chub/DecodeCommand.swift chub/DeviceCommand.swift chub/DeviceIdentity.swift chub/EncodeCommand.swift chub/ExplainCommand.swift chub/FileInput.swift chub/GBCSCommand.swift chub/ImageCommand.swift chub/ImageFromCaptureCommand.swift chub/ImageMakeCommand.swift chub/Line.swift chub/LineInput.swift chub/LinePeer.swift chub/LinePlaces.swift chub/LineProcess.swift chub/MessageInput.swift chub/MessageText.swift chub/PendingOutput.swift chub/Report.swift chub/ReportTargets.swift chub/RunRecords.swift chub/RunStatus.swift chub/SerialLine.swift chub/ServeCommand.swift chub/Terminal.swift chub/UpdateCommand.swift chub/UpdateOptions.swift chub/VectorsAnswerCommand.swift chub/VectorsCommand.swift chub/VectorsExportCommand.swift chub/VectorsPlay.swift chub/VectorsPlayCommand.swift chub/VectorsRulesCommand.swift chub/VectorsRun.swift chub/VectorsRunCommand.swift chub/VectorsTotal.swift
        Tests/ ChubTests/ArgumentsTests.swift ChubTests/CaptureTests.swift ChubTests/ChubTests.swift ChubTests/DeviceTests.swift ChubTests/EventSchemaTests.swift ChubTests/ExplainTests.swift ChubTests/FailureTests.swift ChubTests/FileTests.swift ChubTests/FormsTests.swift ChubTests/GBCSSendTests.swift ChubTests/GBCSTests.swift ChubTests/HeldImageTests.swift ChubTests/ImageDamageTests.swift ChubTests/ImageMakeTests.swift ChubTests/ImageTests.swift ChubTests/InputFormsTests.swift ChubTests/LineProcessTests.swift ChubTests/LineServerTests.swift ChubTests/LineTests.swift ChubTests/MeterUpdateTests.swift ChubTests/NumbersTests.swift ChubTests/PendingOutputTests.swift ChubTests/ProgramTests.swift ChubTests/ProgressTests.swift ChubTests/RecordsTests.swift ChubTests/RulesTests.swift ChubTests/ServeTests.swift ChubTests/UpdateTests.swift ChubTests/VectorsExportTests.swift ChubTests/VectorsPlayTests.swift ChubTests/VectorsRulesTests.swift ChubTests/VectorsRunTests.swift ChubTests/VersionTests.swift ChubTests/WidthTests.swift ConformanceTests/DecoderUnderTestTests.swift ConformanceTests/ReportTests.swift HANCaptureTests/ImageTests.swift HANModelTests/EventDescriptionTests.swift NotationTests/BrokenFrameTests.swift NotationTests/FrameListingTests.swift NotationTests/MessageListingTests.swift OrderedJSONTests/OctetTextTests.swift TraceabilityTests/RuleTableTests.swift
        IF-2 in scope; 0 0 0
        Frames as JSON.
        notes interfaces.md, "Interfaces that others rely on"
        Sources/ Conformance/Export/ExportedVector.swift Conformance/UnderTest/DecoderAnswer.swift Conformance/UnderTest/DecoderTest.swift Conformance/Vectors/GoldenVectors.swift GBCSCodec/Envelope/MessageError.swift Notation/CodecErrors.swift Notation/FieldJSON.swift Notation/FieldLine.swift Notation/FrameNotation.swift Notation/MessageValues.swift OrderedJSON/JSONValue.swift OrderedJSON/NotationError.swift ZCLCodec/Layout/CommandLayout.swift ZCLCodec/Layout/FieldKind.swift ZCLCodec/Layout/FieldLayout.swift ZCLCodec/Layout/FieldNode.swift ZCLCodec/Wire/WireError.swift chub/DecodeCommand.swift
        Tests/ ChubTests/ChubTests.swift ChubTests/ProgramTests.swift ChubTests/VectorsRunTests.swift NotationTests/AttributeNotationTests.swift NotationTests/EventNotationTests.swift NotationTests/FrameFromJSONTests.swift NotationTests/FrameJSONTests.swift NotationTests/RandomFrameTests.swift OrderedJSONTests/HexTextTests.swift OrderedJSONTests/JSONTests.swift OrderedJSONTests/OctetTextTests.swift ZCLCodecTests/LayoutTests.swift ZCLCodecTests/OctetTests.swift
        IF-3 in scope; 0 0 0
        GBCS messages as JSON.
        notes interfaces.md, "Interfaces that others rely on"
        Sources/ Conformance/Export/ExportReading.swift Conformance/Export/ExportedVector.swift Conformance/UnderTest/DecoderAnswer.swift Conformance/UnderTest/DecoderJudgement.swift Conformance/Vectors/GoldenVectors.swift Conformance/Vectors/MessageVectorCheck.swift GBCSCodec/DER/ResponseCodes.swift GBCSCodec/Layout/MessageLayout.swift GBCSCodec/Layout/MessageWords.swift Notation/FieldJSON.swift Notation/FieldLine.swift Notation/MessageNotation.swift Notation/MessageValues.swift OrderedJSON/JSONFields.swift OrderedJSON/NotationError.swift ZCLCodec/Layout/FieldForms.swift ZCLCodec/Layout/FieldKind.swift ZCLCodec/Layout/FieldLayout.swift ZCLCodec/Layout/FieldNode.swift chub/DecodeCommand.swift
        Tests/ ChubTests/GBCSSendTests.swift ChubTests/GBCSTests.swift ConformanceTests/DecoderUnderTestTests.swift ConformanceTests/VectorCheckTests.swift GBCSCodecTests/ContentLayoutTests.swift NotationTests/MessageFromJSONTests.swift NotationTests/MessageJSONTests.swift NotationTests/MessageListingTests.swift NotationTests/RandomFrameTests.swift OrderedJSONTests/JSONTests.swift
        IF-4 in scope; 0 0 0
        Golden vectors, and scenarios of a hub or of a device.
        notes interfaces.md, "Interfaces that others rely on"
        Sources/ CommsHub/Hub/WANRequest.swift Conformance/Export/ExportForm.swift Conformance/Export/ExportReading.swift Conformance/Export/ExportedVector.swift Conformance/Export/FieldRows.swift Conformance/Export/FileRows.swift Conformance/Reports/ConformanceReport.swift Conformance/RuleIndex.swift Conformance/RuleIndexText.swift Conformance/RuleReading.swift Conformance/Scenarios/DeviceUnderTest.swift Conformance/Scenarios/HubUnderTest.swift Conformance/Scenarios/Scenario.swift Conformance/Scenarios/ScenarioReport.swift Conformance/Scenarios/SystemUnderTest.swift Conformance/UnderTest/DecoderJudgement.swift Conformance/UnderTest/DecoderTest.swift Conformance/UnderTest/PlayLine.swift Conformance/UnderTest/PlayedScenario.swift Conformance/UnderTest/ScenarioAnswer.swift Conformance/UnderTest/ScenarioPlay.swift Conformance/Vectors/FrameVectorCheck.swift Conformance/Vectors/GoldenVectors.swift Conformance/Vectors/MessageVectorCheck.swift Conformance/Vectors/OTAFileVectorCheck.swift chub/RunRecords.swift chub/VectorsExportCommand.swift chub/VectorsRulesCommand.swift
        Tests/ ChubTests/ChubTests.swift ChubTests/GBCSTests.swift ChubTests/VectorsExportTests.swift ChubTests/VectorsPlayTests.swift ChubTests/VectorsRulesTests.swift ChubTests/VectorsRunTests.swift ConformanceTests/DecoderUnderTestTests.swift ConformanceTests/DeviceScenarioCoverageTests.swift ConformanceTests/DeviceScenarioTests.swift ConformanceTests/ExportTests.swift ConformanceTests/GoldenVectorTests.swift ConformanceTests/PinTests.swift ConformanceTests/PlayRealTests.swift ConformanceTests/PlayToldTests.swift ConformanceTests/RuleIndexTests.swift ConformanceTests/ScenarioCheckTests.swift ConformanceTests/ScenarioFileTests.swift ConformanceTests/ScenarioReadingTests.swift ConformanceTests/VectorCheckTests.swift HANModelTests/EventDescriptionTests.swift
        IF-5 in scope; 0 0 0
        `chub-bench`.
        notes interfaces.md, "Interfaces that others rely on"
        Sources/ chub-bench/Comparison.swift chub-bench/ComparisonInput.swift chub-bench/Fleet.swift chub-bench/FleetAndScaling.swift chub-bench/FleetHome.swift chub-bench/FleetRows.swift chub-bench/Gate.swift chub-bench/GateCallgrind.swift chub-bench/GateThresholds.swift chub-bench/Header.swift chub-bench/Options.swift chub-bench/ReportPage.swift chub-bench/ReportPagePlot.swift chub-bench/Row.swift chub-bench/Scaling.swift
        Tests/ ChubBenchTests/ComparisonTests.swift ChubBenchTests/FleetTests.swift ChubBenchTests/GateTests.swift ChubBenchTests/MeasurementTests.swift ChubBenchTests/ReportPageTests.swift ChubBenchTests/ReportTests.swift
        DCC-7 part; 0 0 0
        One request is in progress at a time, meters before others; the queue and its timeout are to come.
        SECMP0007 modification report; notes dcc.md, "The DCC side"
        Sources/ HANSimulation/FirmwareUpdate.swift chub/LineServer.swift chub/LineServerUpdate.swift
        Tests/ HANSimulationTests/DeviceTypeTests.swift
        """#
}
