namespace NormGen.Generator.Spec;

/// <summary>A function of the user's that is applied before a value is stored.</summary>
/// <param name="TypeName">The type, as generated code names it: <c>global::App.SoftSign</c>.</param>
/// <param name="Identifier">The same as a part of an identifier, different for every type: <c>App_SoftSign</c>.</param>
/// <param name="TakesParameter">Whether it takes the layer's parameter beside the value.</param>
internal sealed record UserEpilogue(string TypeName, string Identifier, bool TakesParameter)
{
    /// <summary>The name without its namespace and the types around it.</summary>
    public string Name => TypeName.Substring(TypeName.LastIndexOf('.') + 1).TrimStart('@');
}
