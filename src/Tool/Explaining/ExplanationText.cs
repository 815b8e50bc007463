extern alias generator;

using System.Collections.Generic;
using System.Linq;
using System.Text;
using generator::NormGen.Generator;
using generator::NormGen.Generator.Emit;
using generator::NormGen.Generator.Isas;
using generator::NormGen.Generator.Normalizations;
using generator::NormGen.Generator.Spec;

namespace NormGen.Tool.Explaining;

/// <summary>An explanation as a text: shape, plan, traffic, code.</summary>
internal static class ExplanationText
{
    /// <summary>Writes what there is to say of a layer.</summary>
    /// <param name="explanation">The explanation of a layer that is not in error.</param>
    /// <param name="withCode">Whether the kernel's code is part of it.</param>
    /// <param name="withLayer">Whether the generated half of the class is, too.</param>
    public static string Of(Explanation explanation, bool withCode, bool withLayer)
    {
        var layer = explanation.Layer!;
        var text = new StringBuilder();
        text.Append($"[{explanation.Attribute}]\n{KernelSummary.Of(layer.Kernel)}\n\n");
        Section(text, "Shape", Shape(layer));
        Section(text, "Plan", Plan(layer.Kernel));
        Section(text, "Traffic", Traffics(layer));
        if (withLayer)
        {
            text.Append("The generated half of the class\n\n").Append(explanation.LayerText).Append('\n');
        }

        return withCode ? text.Append("The kernel\n\n").Append(explanation.KernelText).ToString() : text.ToString();
    }

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        text.Append(title).Append('\n');
        foreach (var line in lines)
        {
            text.Append("  ").Append(line).Append('\n');
        }

        text.Append('\n');
    }

    private static IEnumerable<string> Shape(LayerSpec layer)
    {
        yield return new LayerTensors(layer).ShapeText;
        yield return Elements(layer) is { } elements
            ? $"{Numbers.Grouped(elements)} elements a sample, {Numbers.Bytes(sizeof(float) * (double)elements)}"
            : "a sample's size is known at the call";
        yield return "statistics of " + Group(layer);
    }

    private static string Group(LayerSpec layer)
    {
        var (unit, channels) = Catalogue.Of(layer.Kind).Axes switch
        {
            ReductionAxes.Batch => ("a channel over the batch: {0} elements for each sample", 1),
            ReductionAxes.Features => ("a row: {0} elements", layer.Channels),
            _ when layer.Groups == layer.Channels => ("a channel of a sample: {0} elements", 1),
            _ => ("a group of channels of a sample: {0} elements", layer.Channels / layer.Groups),
        };
        var size = layer.SpatialSizeAtCall ? $"{Numbers.Grouped(channels)} x positions" : Size(channels * (long)layer.SpatialSize);
        return unit.Replace("{0} elements", size, System.StringComparison.Ordinal);

        static string Size(long elements) => $"{Numbers.Grouped(elements)} elements ({Numbers.Bytes(sizeof(float) * (double)elements)})";
    }

    private static IEnumerable<string> Plan(KernelSpec kernel)
    {
        foreach (var target in InstructionSets.All.Select(isa => KernelCompiler.CompileFor(kernel, isa)))
        {
            yield return $"{target.Isa.Name}, {Numbers.Text(target.Isa.FloatLanes)} floats a register";
            foreach (var line in target.Description)
            {
                yield return "  " + line;
            }
        }
    }

    private static IEnumerable<string> Traffics(LayerSpec layer)
    {
        foreach (var pass in Traffic.Of(layer))
        {
            var sample = Elements(layer) is { } elements
                ? $", {Numbers.Bytes((pass.ReadBytes + pass.WrittenBytes) * (double)elements)} a sample"
                : "";
            yield return $"{pass.Pass}: reads {pass.Read}, writes {pass.Written}: " +
                $"{Numbers.Text(pass.ReadBytes)} + {Numbers.Text(pass.WrittenBytes)} bytes an element{sample}";
        }

        yield return "Tensors alone, each once. A pass that takes statistics reads its tensors again, from the cache where a group of statistics fits it.";
    }

    private static long? Elements(LayerSpec layer) => layer.SpatialSizeAtCall ? null : layer.Channels * (long)layer.SpatialSize;
}
