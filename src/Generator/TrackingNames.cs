namespace NormGen.Generator;

/// <summary>The names of the pipeline's steps, by which tests look at what an edit made it do again.</summary>
internal static class TrackingNames
{
    /// <summary>Every attribute of the compilation, parsed.</summary>
    public const string Parse = nameof(Parse);

    /// <summary>The namespace of the kernels, from the assembly's name.</summary>
    public const string KernelNamespace = nameof(KernelNamespace);

    /// <summary>Whether the project references the tensors that layers have overloads for.</summary>
    public const string HasTensors = nameof(HasTensors);

    /// <summary>One item per declaration: its file.</summary>
    public const string Declarations = nameof(Declarations);

    /// <summary>One item per distinct kernel: its file.</summary>
    public const string Kernels = nameof(Kernels);
}
