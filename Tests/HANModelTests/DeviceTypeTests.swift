import GBCSCodec
import HANModel
import Testing

@Test("GBCS-5: meters and switches get firmware with CS05b, displays with CS05c, a CAD gets none")
func useCases() {
    #expect(DeviceType.allCases.filter { $0.useCase == .cs05b } == [.esme, .gsme, .hcalcs])
    #expect(DeviceType.allCases.filter { $0.useCase == .cs05c } == [.ppmid, .ihd])
    #expect(DeviceType.cad.useCase == nil)
}
