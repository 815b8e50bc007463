extern alias generator;

using System.Collections.Generic;
using generator::NormGen.Generator.Spec;
using ElementType = generator::NormGen.Generator.Spec.ElementType;
using Inference = generator::NormGen.Passes;

namespace NormGen.Tool.Explaining;

/// <summary>What one pass of a layer has to move between memory and registers for each element, whatever the kernel.</summary>
/// <param name="Pass">The pass.</param>
/// <param name="Read">The tensors that it reads.</param>
/// <param name="Written">The tensors that it writes.</param>
/// <param name="ReadBytes">The bytes that it reads for each element.</param>
/// <param name="WrittenBytes">The bytes that it writes for each element.</param>
internal sealed record Traffic(string Pass, string Read, string Written, int ReadBytes, int WrittenBytes)
{
    /// <summary>The passes of a layer.</summary>
    public static IEnumerable<Traffic> Of(LayerSpec layer)
    {
        var output = layer.Kernel.Output == ElementType.Float32 ? sizeof(float) : sizeof(byte);
        var hasResidual = layer.Residual || layer.PreAdd;
        string[] inputs = hasResidual ? ["input", "residual"] : ["input"];
        string[] outputs = layer.PreAdd ? ["output", "sum"] : ["output"];
        var forward = Make("Infer", inputs, outputs) with { WrittenBytes = output + (layer.PreAdd ? sizeof(float) : 0) };
        yield return forward;
        if (layer.Passes == Inference.Inference)
        {
            yield break;
        }

        yield return forward with { Pass = "Forward" };
        yield return Backward("Backward", layer);
        if (layer.Kind == NormalizationKind.Batch)
        {
            yield return Backward("InferBackward", layer);
        }
    }

    private static Traffic Backward(string pass, LayerSpec layer) => layer switch
    {
        { PreAdd: true } => Make(pass, ["sum", "outputGradient", "sumGradient"], ["inputGradient"]),
        { Residual: true } => Make(pass, ["input", "residual", "outputGradient"], ["inputGradient", "residualGradient"]),
        _ => Make(pass, ["input", "outputGradient"], ["inputGradient"]),
    };

    private static Traffic Make(string pass, string[] read, string[] written) =>
        new(pass, string.Join(" + ", read), string.Join(" + ", written), read.Length * sizeof(float), written.Length * sizeof(float));
}
