using System.Collections.Generic;

namespace NormGen.Tool.Scaffolding;

/// <summary>A layer that stands for a normalization of a model.</summary>
/// <param name="Node">The node.</param>
/// <param name="ClassName">The layer's class.</param>
/// <param name="Attribute">Its attribute without brackets: <c>BatchNorm(64, Height = 56, Width = 56)</c>.</param>
/// <param name="Key">The name that the node is loaded by; null where its parameters are no constants of the file.</param>
/// <param name="Notes">What the reader of the declaration should know.</param>
internal sealed record Declaration(OnnxNormalization Node, string ClassName, string Attribute, string? Key, IReadOnlyList<string> Notes);

/// <summary>A normalization of a model that no layer stands for.</summary>
/// <param name="Node">The node.</param>
/// <param name="Reason">Why not.</param>
internal sealed record Omission(OnnxNormalization Node, string Reason);
