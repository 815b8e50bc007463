using NormGen.Generator.Spec;

namespace NormGen.Generator.Emit;

/// <summary>What a kernel is for, in a sentence.</summary>
internal static class KernelSummary
{
    public static string Of(KernelSpec kernel)
    {
        var unit = kernel.IsRow ? "feature" : "channel";
        var channels = $"{Literals.Grouped(kernel.Channels)} {unit}{(kernel.Channels == 1 ? "" : "s")}";
        var groups = kernel.Kind == NormalizationKind.Group ? $" in {Literals.Grouped(kernel.Groups)} group{(kernel.Groups == 1 ? "" : "s")}" : "";
        var place = kernel switch
        {
            { IsRow: true } => "",
            { ChannelsLast: true } => ", channels side by side in memory",
            { Inner: { } inner } => $", each in planes of {Literals.Grouped(inner)} elements",
            _ => ", each in planes of a size known at the call",
        };
        var preAdd = kernel.PreAdd ? ", of the sum of input and residual" : "";
        var offset = kernel.UnitOffset ? ", scaled by 1 + gamma" : "";
        var residual = kernel.Residual ? ", plus a residual" : "";
        var epilogue = Catalogue.EpilogueOf(kernel).Summary;
        var stored = kernel.Output == ElementType.Float32 ? "" : ", stored as " + Catalogue.Of(kernel.Output).StorageType;
        var passes = kernel.Passes == Passes.Inference ? ", for inference" : "";
        return $"{Catalogue.Of(kernel.Kind).Name} of {channels}{groups}{place}{preAdd}{offset}{residual}{(epilogue.Length == 0 ? "" : ", then " + epilogue)}{stored}{passes}.";
    }
}
