using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Emit;

/// <summary>A tensor that a pass takes.</summary>
internal sealed record TensorParameter(string Name, bool IsWritten, string Text);

/// <summary>
/// Writes methods of a layer that are a pass over tensors: documentation, signature, the check of the arguments, the kernel's call.
/// </summary>
/// <param name="kernel">The full name of the kernel's class.</param>
internal sealed class LayerMethods(CodeWriter writer, LayerSpec layer, string kernel)
{
    public const string ReadSpan = "global::System.ReadOnlySpan<float> ";
    public const string WrittenSpan = "global::System.Span<float> ";

    private const string Reference = "global::System.Runtime.InteropServices.MemoryMarshal.GetReference";

    private readonly Dictionary<string, KernelProgram> programs =
        KernelCompiler.Programs(layer.Kernel).ToDictionary(program => program.Name);

    private bool TakesBatch => layer.SpatialSizeAtCall;

    /// <summary>The beginning of a method that checks its tensors and returns where there is nothing to do.</summary>
    public CodeWriter.Block Begin(string name, IReadOnlyList<TensorParameter> tensors)
    {
        foreach (var tensor in tensors)
        {
            writer.Line($"/// <param name=\"{tensor.Name}\">{tensor.Text}</param>");
        }

        if (TakesBatch)
        {
            writer.Line("/// <param name=\"batch\">The number of samples.</param>");
        }

        var parameters = tensors.Select(tensor => (tensor.IsWritten ? WrittenSpan : ReadSpan) + tensor.Name);
        var block = writer.Braces($"public void {name}({string.Join(", ", TakesBatch ? parameters.Append("int batch") : parameters)})");
        var arguments = tensors.Select(tensor => tensor.Name);
        writer.Line($"var extent = state.Check{name}({string.Join(", ", TakesBatch ? arguments.Append("batch") : arguments)});");
        using (writer.Braces("if (extent.IsEmpty)"))
        {
            writer.Line("return;");
        }

        writer.Line();
        return block;
    }

    /// <summary>The call of a kernel's function.</summary>
    /// <param name="owner">What tables are read from: <c>state</c>.</param>
    /// <param name="coefficients">The table of coefficients, where it is not the owner's.</param>
    public void Call(string function, string owner = "state", string? coefficients = null)
    {
        var program = programs[function];
        var arguments = program.Buffers.Select(region =>
            region == Scratch.Coefficients && coefficients is not null ? coefficients : Argument(owner, region));
        if (program.TakesEpsilon)
        {
            arguments = arguments.Append(owner + ".Epsilon");
        }

        if (program.TakesSizes)
        {
            arguments = arguments.Append("(nuint)extent.Outer");
            arguments = layer.Kernel.Inner is null ? arguments.Append("(nuint)extent.Inner") : arguments;
            arguments = arguments.Append("state.Threads");
        }

        writer.Line($"{kernel}.{function}(");
        var lines = arguments.ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            writer.Line("    " + lines[i] + (i + 1 < lines.Count ? "," : ");"));
        }
    }

    private static string Argument(string owner, Region region) =>
        $"ref {Reference}({(Tensors.All.Contains(region) ? region.Name : $"{owner}.{Property(region)}")})";

    private static string Property(Region region) => char.ToUpperInvariant(region.Name[0]) + region.Name.Substring(1);
}
