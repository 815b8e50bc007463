using NormGen.Generator.Spec;

namespace NormGen.Generator.Frontend;

/// <summary>What a declaration came to: a layer, or the errors that keep it from being one.</summary>
/// <param name="Target">The class.</param>
/// <param name="Identity">What no other type of the compilation has: kinds and metadata names from the namespace down.</param>
/// <param name="Layer">The layer, or null where the declaration is in error.</param>
/// <param name="Problems">The errors and warnings, in the order of the checks.</param>
internal sealed record ParsedDeclaration(
    TargetType Target,
    string Identity,
    LayerSpec? Layer,
    EquatableArray<DeclarationProblem> Problems)
{
    public string HintName { get; init; } = Target.Path + ".g.cs";

    /// <summary>The kernels that the layer calls.</summary>
    public EquatableArray<KernelSpec> Kernels =>
        Layer is null ? EquatableArray<KernelSpec>.Empty : EquatableArray.From([Layer.Kernel]);
}
