using System.Linq;
using Microsoft.CodeAnalysis;

namespace NormGen.Generator.Frontend;

/// <summary>Whether a project knows the tensors of System.Numerics.Tensors, in the version that is no preview any more.</summary>
internal static class TensorTypes
{
    private static readonly string[] Spans = ["System.Numerics.Tensors.TensorSpan`1", "System.Numerics.Tensors.ReadOnlyTensorSpan`1"];

    public static bool AreIn(Compilation compilation) => Spans.All(name =>
        compilation.GetTypeByMetadataName(name) is { DeclaredAccessibility: Accessibility.Public } type
        && !type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ExperimentalAttribute"));
}
