using NormGen.Generator.Spec;

namespace NormGen.Generator.Emit;

/// <summary>
/// Names of kernels: unique among kernel specs, and readable in a stack trace. What a user named comes last, where it can be taken for
/// nothing else.
/// </summary>
internal static class KernelName
{
    public static string Of(KernelSpec kernel) =>
        Catalogue.Of(kernel.Kind).Name
        + (kernel.Kind == NormalizationKind.Group ? Literals.Integer(kernel.Groups) + "Of" : "")
        + Literals.Integer(kernel.Channels)
        + Place(kernel)
        + (kernel.UnitOffset ? "UnitOffset" : "")
        + (kernel.PreAdd ? "PreAdd" : "")
        + (kernel.Residual ? "Residual" : "")
        + Catalogue.Of(kernel.Activation, kernel.Alpha).Name
        + Catalogue.Of(kernel.Output).Name
        + (kernel.Passes == Passes.Inference ? "Inference" : "")
        + (kernel.Epilogue is { } epilogue ? "With_" + epilogue.Identifier : "");

    private static string Place(KernelSpec kernel) => kernel switch
    {
        { IsRow: true } => "",
        { ChannelsLast: true } => "ChannelsLast",
        { Inner: { } inner } => "Planes" + Literals.Integer(inner),
        _ => "Planes",
    };
}
