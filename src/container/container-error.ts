/** Why a container (a zip archive, an OLE2 compound file) or a member of it could not be read. */
export type ContainerFault = "corrupt" | "encrypted" | "unsupported" | "too-large";

/** A container, or a member of one, that cannot be read. `message` says what was found. */
export class ContainerError extends Error {
  readonly fault: ContainerFault;

  constructor(fault: ContainerFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ContainerError";
    this.fault = fault;
  }
}
