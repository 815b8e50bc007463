using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Emit;

/// <summary>
/// The passes for the tensors of System.Numerics.Tensors: shapes and strides are checked against the declaration, and their memory is
/// handed to the overload with spans.
/// </summary>
internal sealed class TensorOverloads(CodeWriter writer, LayerSpec layer)
{
    private const string Tensors = "global::System.Numerics.Tensors.";
    private const string Marshal = "global::System.Runtime.InteropServices.MemoryMarshal";

    // An array converts to a span and to a tensor alike: it is taken as a span.
    private const string SpansFirst = "[global::System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]";

    public void Write(string method, IReadOnlyList<TensorParameter> tensors)
    {
        var model = tensors[0].Name;
        writer.Line();
        writer.Line($"/// <summary>{method} for tensors of the declared rank and sizes, whose elements lie side by side.</summary>");
        writer.Line(SpansFirst);
        using (writer.Braces($"public void {method}({string.Join(", ", tensors.Select(Parameter))})"))
        {
            writer.Line($"{(layer.SpatialSizeAtCall ? "var batch = " : "")}state.CheckTensor(\"{model}\", {model}.Lengths, {model}.Strides);");
            foreach (var tensor in tensors.Skip(1))
            {
                writer.Line($"state.CheckTensor(\"{tensor.Name}\", {tensor.Name}.Lengths, {tensor.Name}.Strides, \"{model}\", {model}.Lengths);");
            }

            var arguments = tensors.Select(Span).Concat(layer.SpatialSizeAtCall ? ["batch"] : Enumerable.Empty<string>()).ToList();
            writer.Line($"{method}(");
            for (var i = 0; i < arguments.Count; i++)
            {
                writer.Line("    " + arguments[i] + (i + 1 < arguments.Count ? "," : ");"));
            }
        }
    }

    private static string Parameter(TensorParameter tensor) =>
        $"in {Tensors}{(tensor.IsWritten ? "" : "ReadOnly")}TensorSpan<{tensor.Element ?? "float"}> {tensor.Name}";

    private static string Span(TensorParameter tensor) => tensor.IsWritten
        ? $"{Marshal}.CreateSpan(ref {tensor.Name}.GetPinnableReference(), (int){tensor.Name}.FlattenedLength)"
        : $"{Marshal}.CreateReadOnlySpan(in {tensor.Name}.GetPinnableReference(), (int){tensor.Name}.FlattenedLength)";
}
