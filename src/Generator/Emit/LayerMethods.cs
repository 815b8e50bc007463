using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Emit;

/// <summary>
/// Writes methods of a layer that are a pass over tensors: documentation, signature, the check of the arguments, the kernel's call.
/// </summary>
/// <param name="kernel">The full name of the kernel's class.</param>
internal sealed class LayerMethods(CodeWriter writer, LayerSpec layer, string kernel)
{
    public const string ReadSpan = "global::System.ReadOnlySpan<float> ";
    public const string WrittenSpan = "global::System.Span<float> ";

    private const string Reference = "global::System.Runtime.InteropServices.MemoryMarshal.GetReference";
    private const string Bytes = "global::System.Runtime.InteropServices.MemoryMarshal.AsBytes";
    private const string NoReference = "global::System.Runtime.CompilerServices.Unsafe.NullRef";

    private readonly Dictionary<string, KernelProgram> programs =
        KernelCompiler.Programs(layer.Kernel).ToDictionary(program => program.Name);

    private readonly bool isPerSample = Catalogue.Of(layer.Kind).Axes != ReductionAxes.Batch;

    private bool TakesBatch => layer.SpatialSizeAtCall;

    /// <summary>The beginning of a method that checks its tensors and returns where there is nothing to do.</summary>
    /// <param name="moments">What the method does with moments, where it takes any.</param>
    public CodeWriter.Block Begin(string name, IReadOnlyList<TensorParameter> tensors, string? moments = null)
    {
        var block = Signature(name, tensors, moments);
        var arguments = tensors.Select(tensor => tensor.IsNarrow ? $"{Bytes}({tensor.Name})" : tensor.Name);
        writer.Line($"var extent = state.Check{name}({Arguments(arguments, moments)});");
        using (writer.Braces("if (extent.IsEmpty)"))
        {
            writer.Line("return;");
        }

        writer.Line();
        return block;
    }

    /// <summary>A method that the layer's state carries out by itself.</summary>
    public void Delegate(string name, IReadOnlyList<TensorParameter> tensors, string? moments = null)
    {
        using (Signature(name, tensors, moments))
        {
            writer.Line($"state.{name}({Arguments(tensors.Select(tensor => tensor.Name), moments)});");
        }
    }

    /// <summary>The call of a kernel's function.</summary>
    /// <param name="owner">What tables are read from: <c>state</c>.</param>
    /// <param name="coefficients">The table of coefficients, where it is not the owner's.</param>
    /// <param name="scratch">What scratch memory is read from, where it is not the owner's; empty where the kernel uses none.</param>
    public void Call(string function, string owner = "state", string? coefficients = null, string? scratch = null)
    {
        var program = programs[function];
        var arguments = program.Buffers.Select(region =>
            region == Scratch.Coefficients && coefficients is not null ? coefficients : Argument(owner, scratch ?? owner, region));
        if (program.TakesEpsilon)
        {
            arguments = arguments.Append(owner + ".Epsilon");
        }

        arguments = arguments.Concat(program.Scalars.Select(scalar => owner + "." + Property(scalar)));
        if (program.TakesSizes)
        {
            arguments = arguments.Concat(Sizes()).Append("state.Threads");
        }

        writer.Line($"{kernel}.{function}(");
        var lines = arguments.ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            writer.Line("    " + lines[i] + (i + 1 < lines.Count ? "," : ");"));
        }
    }

    private CodeWriter.Block Signature(string name, IReadOnlyList<TensorParameter> tensors, string? moments)
    {
        var parameters = tensors.Select(tensor => (tensor.Type + tensor.Name, tensor.Name, tensor.Text)).ToList();
        if (moments is not null)
        {
            parameters.Add(("global::NormGen.Moments moments", "moments", moments));
        }

        if (TakesBatch)
        {
            parameters.Add(("int batch", "batch", "The number of samples."));
        }

        foreach (var (_, parameter, text) in parameters)
        {
            writer.Line($"/// <param name=\"{parameter}\">{text}</param>");
        }

        return writer.Braces($"public void {name}({string.Join(", ", parameters.Select(parameter => parameter.Item1))})");
    }

    private string Arguments(IEnumerable<string> tensors, string? moments) => string.Join(
        ", ", [.. tensors, .. moments is null ? Array.Empty<string>() : ["moments"], .. TakesBatch ? ["batch"] : Array.Empty<string>()]);

    private IEnumerable<string> Sizes()
    {
        yield return isPerSample ? "(nuint)extent.Batch" : "(nuint)extent.Outer";
        if (layer.Kernel.Inner is null || (isPerSample && layer.Kernel.ChannelsLast))
        {
            yield return isPerSample ? "(nuint)extent.Positions" : "(nuint)extent.Inner";
        }
    }

    private static string Argument(string owner, string scratch, Region region)
    {
        if (Tensors.Contain(region))
        {
            return $"ref {Reference}({region.Name})";
        }

        var isScratch = region == Scratch.Sums || region == Scratch.Coefficients;
        return isScratch && scratch.Length == 0
            ? $"ref {NoReference}<{(region.IsDouble ? "double" : "float")}>()"
            : $"ref {Reference}({(isScratch ? scratch : owner)}.{Property(region.Name)})";
    }

    private static string Property(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
